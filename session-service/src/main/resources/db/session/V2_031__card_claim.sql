-- Who is writing an assigned card just now: a random word of that run. A later run takes it over, and the earlier one's receipt
-- is then refused, so that never two cards have one id.
ALTER TABLE card ADD COLUMN claim TEXT;
