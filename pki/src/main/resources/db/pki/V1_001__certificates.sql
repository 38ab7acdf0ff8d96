-- Times are milliseconds since 1970; identifiers and serial numbers are lower-case hexadecimal.

CREATE TABLE authority (
    id TEXT NOT NULL PRIMARY KEY, -- subject key identifier of the issuing certificate
    certificate ${blob} NOT NULL,
    root ${blob} NOT NULL,
    status TEXT NOT NULL, -- ACTIVE, WITHDRAWN
    crl_number BIGINT NOT NULL, -- the last one given out, published or not
    created_at BIGINT NOT NULL
);

-- A row is committed before the signature is made, so der is NULL for a while, or for ever.
CREATE TABLE certificate (
    issuer TEXT NOT NULL REFERENCES authority (id),
    serial TEXT NOT NULL,
    status TEXT NOT NULL, -- PENDING, GOOD, HELD, REVOKED
    profile TEXT NOT NULL,
    subject TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    key_hash TEXT NOT NULL, -- SHA-256 of the SubjectPublicKeyInfo
    der ${blob},
    issued_at BIGINT NOT NULL,
    issued_by TEXT NOT NULL,
    reason TEXT, -- from here on: of HELD and REVOKED
    changed_at BIGINT,
    changed_by TEXT,
    why TEXT,
    PRIMARY KEY (issuer, serial)
);

CREATE INDEX certificate_by_status ON certificate (issuer, status, not_after);
CREATE INDEX certificate_by_subject ON certificate (subject);
CREATE INDEX certificate_by_end ON certificate (not_after);
CREATE INDEX certificate_by_serial ON certificate (serial);

CREATE TABLE crl (
    issuer TEXT NOT NULL REFERENCES authority (id),
    number BIGINT NOT NULL,
    this_update BIGINT NOT NULL,
    next_update BIGINT NOT NULL,
    der ${blob} NOT NULL,
    PRIMARY KEY (issuer, number)
);
