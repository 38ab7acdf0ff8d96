-- The audit trail. Rows are only ever added; the sealer gives them their place in the chain.
-- What is personal is in "personal", encrypted under the subject's key: destroying that key in audit_key erases it
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

CREATE INDEX audit_row_subject ON audit_row (subject, id) WHERE subject IS NOT NULL;

-- The chain, a block for each sealing: the place of its first row (counted from 1, without gaps), and in "links" for each
-- row its id (8 bytes) and its hash (32 bytes). A row of this table for each audit row would cost as much as the row itself.
CREATE TABLE audit_seal (
    place BIGINT  PRIMARY KEY,
    low   BIGINT  NOT NULL,
    high  BIGINT  NOT NULL,
    links ${blob} NOT NULL
);

CREATE INDEX audit_seal_high ON audit_seal (high);
CREATE INDEX audit_seal_low ON audit_seal (low);

-- The signed head, one row. Sealing locks it, so that one node seals at a time.
-- Rows up to "floor" need no look any more; "next_floor" becomes the floor once every unit that was under way is over.
CREATE TABLE audit_head (
    id         BIGINT  PRIMARY KEY,
    place      BIGINT  NOT NULL,
    hash       ${blob} NOT NULL,
    at         BIGINT  NOT NULL,
    signature  ${blob} NOT NULL,
    floor      BIGINT  NOT NULL,
    next_floor BIGINT  NOT NULL,
    floor_at   BIGINT  NOT NULL
);

-- The sealer's key pair; the private key is wrapped by the master key.
CREATE TABLE audit_signer (
    id          BIGINT  PRIMARY KEY,
    public_key  ${blob} NOT NULL,
    private_key ${blob} NOT NULL
);

-- One key for each subject, wrapped by the master key; NULL once erased.
CREATE TABLE audit_key (
    subject TEXT PRIMARY KEY,
    wrapped ${blob}
)${keyed};
