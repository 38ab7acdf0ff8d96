-- What is known of a key besides its pin. Times are epoch milliseconds.
ALTER TABLE credential ADD COLUMN name TEXT;       -- as its owner calls it
ALTER TABLE credential ADD COLUMN aaguid TEXT;     -- its model's, lower-case UUID; all zeros where the key tells none
ALTER TABLE credential ADD COLUMN format TEXT;     -- of its attestation statement
ALTER TABLE credential ADD COLUMN trusted BIGINT NOT NULL DEFAULT 0;   -- its attestation led to a listed root
ALTER TABLE credential ADD COLUMN certified BIGINT NOT NULL DEFAULT 0; -- its model was certified when it was added
ALTER TABLE credential ADD COLUMN level TEXT;      -- of that certification: L1, L1plus, L2, …
ALTER TABLE credential ADD COLUMN model TEXT;      -- in words
ALTER TABLE credential ADD COLUMN transports TEXT; -- comma list, sorted
ALTER TABLE credential ADD COLUMN backed_up BIGINT NOT NULL DEFAULT 0; -- as it said when it was used last
ALTER TABLE credential ADD COLUMN last_used_at BIGINT;                 -- to the hour
ALTER TABLE credential ADD COLUMN last_used_on TEXT;                   -- such as "Chrome on Android"
ALTER TABLE credential ADD COLUMN suspended_by TEXT;  -- owner, office, counter, model, policy
ALTER TABLE credential ADD COLUMN suspended_why TEXT;
CREATE INDEX credential_model ON credential (aaguid) WHERE status = 'active';

-- A session that has fewer keys than its person's policy asks for reaches the page of keys alone.
ALTER TABLE login_session ADD COLUMN must_add_key BIGINT NOT NULL DEFAULT 0;
-- The authenticator assurance level (NIST SP 800-63B) where it is more than acr tells: 3 with an attested, certified key.
ALTER TABLE login_session ADD COLUMN aal BIGINT;

-- Leave that a session was given to add a key: one at a time, for one challenge's life.
CREATE TABLE key_grant (
    held_by    ${blob} NOT NULL PRIMARY KEY, -- the first 128 bits of SHA-256 of the session's id, as challenges hold it
    session_id TEXT    NOT NULL,
    person_id  TEXT    NOT NULL REFERENCES person (id),
    until_at   BIGINT  NOT NULL
)${keyed};
