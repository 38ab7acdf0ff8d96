-- status is ACTIVE (issues), RETIRING (rolled over: trusted, and its lists go on, but it issues no more) or WITHDRAWN.
ALTER TABLE authority ADD COLUMN label TEXT; -- what the administrator calls it; never in a certificate
ALTER TABLE authority ADD COLUMN key_place TEXT NOT NULL DEFAULT 'FILE'; -- FILE, TOKEN
ALTER TABLE authority ADD COLUMN replaces TEXT; -- the one that it took over from
ALTER TABLE authority ADD COLUMN changed_at BIGINT;

CREATE UNIQUE INDEX authority_active_label ON authority (label) WHERE status = 'ACTIVE';
CREATE INDEX authority_by_label ON authority (label, created_at);

-- One row: how often the authorities changed, so that nobody has to read them all to know that none did.
CREATE TABLE authority_generation (
    id BIGINT NOT NULL PRIMARY KEY,
    generation BIGINT NOT NULL
);
INSERT INTO authority_generation (id, generation) VALUES (1, 0);

-- Every certificate that a root gave an issuing authority; the root's own revocation list tells of them.
CREATE TABLE authority_certificate (
    root TEXT NOT NULL, -- the root's subject key identifier
    serial TEXT NOT NULL,
    authority TEXT NOT NULL,
    not_after BIGINT NOT NULL,
    der ${blob} NOT NULL,
    issued_at BIGINT NOT NULL,
    reason TEXT, -- from here on: once revoked
    revoked_at BIGINT,
    why TEXT,
    PRIMARY KEY (root, serial)
);
CREATE INDEX authority_certificate_of ON authority_certificate (authority);

ALTER TABLE certificate ADD COLUMN batch TEXT; -- what its issuer calls the delivery of cards it belongs to
ALTER TABLE certificate ADD COLUMN key_algorithm TEXT; -- p-256, p-384, rsa-2048, rsa-3072, rsa-4096

CREATE INDEX certificate_by_batch ON certificate (batch, issuer, serial) WHERE batch IS NOT NULL;
CREATE INDEX certificate_without_algorithm ON certificate (issuer, serial) WHERE key_algorithm IS NULL;
