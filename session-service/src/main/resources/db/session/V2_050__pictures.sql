-- The picture that a person chose, by which a pupil sees at a kiosk that the card is their own; absent until one is chosen:
-- until then it follows from the id. Its name is one of a closed set that the code knows.
ALTER TABLE person ADD COLUMN picture TEXT;
