-- The audit trail. Rows are only ever added; the sealer gives them their place in the chain.
-- What is personal is in "personal", encrypted under the subject's key; destroying that key in audit_key erases it
-- and leaves the chain whole, since the chain covers the ciphertext.
CREATE TABLE audit_row (
    id       ${serial},
    at       BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    subject  TEXT,
    facts    TEXT   NOT NULL,
    personal ${blob}
);

CREATE INDEX audit_row_subject ON audit_row (subject, id);

-- A row of the chain for each audit row: place (from 1, without gaps), the row, and the hash over all before it.
CREATE TABLE audit_seal (
    place  BIGINT  PRIMARY KEY,
    row_id BIGINT  NOT NULL UNIQUE,
    hash   ${blob} NOT NULL
);

-- The signed head: one row. Sealing locks it, so that one node seals at a time.
CREATE TABLE audit_head (
    id        BIGINT PRIMARY KEY,
    place     BIGINT  NOT NULL,
    hash      ${blob} NOT NULL,
    at        BIGINT  NOT NULL,
    signature ${blob} NOT NULL
);

-- The sealer's key pair; the private key is wrapped by the master key.
CREATE TABLE audit_signer (
    id          BIGINT PRIMARY KEY,
    public_key  ${blob} NOT NULL,
    private_key ${blob} NOT NULL
);

-- One key for each subject, wrapped by the master key; NULL once erased.
CREATE TABLE audit_key (
    subject TEXT PRIMARY KEY,
    wrapped ${blob}
);
