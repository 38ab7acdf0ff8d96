-- From which age on pupils of a school may have passkeys or security keys of their own, for home. Without a row: none may.
CREATE TABLE pupil_key_age (
    school_id TEXT   NOT NULL PRIMARY KEY REFERENCES school (id),
    from_age  BIGINT NOT NULL CHECK (from_age BETWEEN 5 AND 25),
    since     BIGINT NOT NULL
);
