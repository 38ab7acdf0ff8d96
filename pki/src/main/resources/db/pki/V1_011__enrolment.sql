-- One-time tokens, by the SHA-256 of the token: who reads the store cannot enrol with what is in it.
CREATE TABLE enrolment_token (
    hash TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL, -- of the authority
    profile TEXT NOT NULL,
    subject TEXT NOT NULL, -- as certificate.subject
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    used_at BIGINT
)${keyed};
