-- What was done with a root's key, signed by it: the text as it was printed.
CREATE TABLE ceremony (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    actor TEXT NOT NULL,
    transcript ${blob} NOT NULL
);
CREATE INDEX ceremony_by_time ON ceremony (at);
