-- A kiosk that is gone for good: suspended, of no school, and listed no more. Its row stays for those that name it.
ALTER TABLE kiosk ADD COLUMN removed_at BIGINT;
