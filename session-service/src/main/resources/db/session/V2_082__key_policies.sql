-- Which keys may open for whom. A row for each version that was ever set; content is JSON as org.lanyard.session.policy writes it.
CREATE TABLE key_policy (
    id            TEXT   NOT NULL PRIMARY KEY,
    whom          TEXT   NOT NULL,               -- a role or a duty
    school_id     TEXT   REFERENCES school (id), -- null: wherever
    version       BIGINT NOT NULL,
    content       TEXT   NOT NULL,
    in_force      BIGINT NOT NULL CHECK (in_force IN (0, 1)),
    set_at        BIGINT NOT NULL,
    set_by        TEXT   NOT NULL,
    why           TEXT   NOT NULL,
    withdrawn_at  BIGINT,
    withdrawn_by  TEXT,
    withdrawn_why TEXT
);
CREATE UNIQUE INDEX key_policy_version ON key_policy (whom, COALESCE(school_id, ''), version);
CREATE UNIQUE INDEX key_policy_in_force ON key_policy (whom, COALESCE(school_id, '')) WHERE in_force = 1;

-- What was reported of a model, by FIDO's names (AuthenticatorStatus).
CREATE TABLE key_model (
    aaguid      TEXT   NOT NULL,
    status      TEXT   NOT NULL,
    reported_at BIGINT NOT NULL,
    reported_by TEXT   NOT NULL,
    PRIMARY KEY (aaguid, status)
)${keyed};
