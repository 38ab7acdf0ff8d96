-- Which mass action put a certificate on hold; NULL where it was suspended by itself. A mass release takes back what mass
-- actions did, and never the card that somebody lost meanwhile.
ALTER TABLE certificate ADD COLUMN hold_job TEXT;
