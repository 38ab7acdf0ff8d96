-- A card's life. Times are epoch milliseconds.
ALTER TABLE card ADD COLUMN batch TEXT;     -- what the office calls the delivery that it came with
ALTER TABLE card ADD COLUMN lost_from TEXT; -- what a lost card was before: where "found" brings it back to
ALTER TABLE card ADD COLUMN held_at BIGINT; -- when this card's certificates were put on hold because of its state
-- Which rule suspended it, such as "roster:sims": the same may release it; null: an office did, and the office alone may.
ALTER TABLE card ADD COLUMN suspended_by TEXT;
CREATE INDEX card_status ON card (status, since);

-- What personalising handed back: which keys are on which card. One key is on one card.
CREATE TABLE card_key (
    sha256    TEXT   NOT NULL PRIMARY KEY, -- of its SubjectPublicKeyInfo, lower-case hexadecimal
    card_id   TEXT   NOT NULL REFERENCES card (id),
    reference TEXT   NOT NULL,             -- 9a, 9c, 9d, 9e
    serial    TEXT   NOT NULL,             -- its certificate's, lower-case hexadecimal
    since     BIGINT NOT NULL
);
CREATE INDEX card_key_card ON card_key (card_id);

-- The unblocking code of a card that is in use, under the master key with the card's id as context; gone when the card is.
CREATE TABLE card_puk (
    card_id   TEXT    NOT NULL PRIMARY KEY REFERENCES card (id),
    sealed    ${blob} NOT NULL,
    sealed_at BIGINT  NOT NULL,
    opened_at BIGINT
);
