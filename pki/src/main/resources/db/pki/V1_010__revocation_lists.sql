-- Shard 0 is the list of all; a certificate with a shard is also on the list of that shard, which it names.

ALTER TABLE authority ADD COLUMN shards INTEGER NOT NULL DEFAULT 0; -- the highest that a certificate may name

ALTER TABLE certificate ADD COLUMN shard INTEGER NOT NULL DEFAULT 0;

-- The authority's crl_number when the status last changed: every list with a higher number knows of the change.
ALTER TABLE certificate ADD COLUMN changed_number BIGINT NOT NULL DEFAULT 0;

UPDATE certificate SET changed_number = (SELECT crl_number FROM authority WHERE id = issuer) WHERE reason IS NOT NULL;

CREATE INDEX certificate_changed ON certificate (issuer, shard, serial, changed_number) WHERE reason IS NOT NULL;

-- Without a foreign key: the root has a list too. The row is written last, in one transaction: a list that is here is whole.
CREATE TABLE revocation_list (
    issuer TEXT NOT NULL,
    number BIGINT NOT NULL,
    shard INTEGER NOT NULL,
    base BIGINT, -- of a delta: the lowest number that it may be added to
    this_update BIGINT NOT NULL,
    next_update BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    parts INTEGER NOT NULL,
    PRIMARY KEY (issuer, number)
);

CREATE INDEX revocation_list_by_scope ON revocation_list (issuer, shard, number);

CREATE TABLE revocation_list_part (
    issuer TEXT NOT NULL,
    number BIGINT NOT NULL,
    part INTEGER NOT NULL,
    der ${blob} NOT NULL,
    PRIMARY KEY (issuer, number, part)
);

INSERT INTO revocation_list (issuer, number, shard, this_update, next_update, entries, bytes, parts)
SELECT issuer, number, 0, this_update, next_update, -1, length(der), 1 FROM crl;

INSERT INTO revocation_list_part (issuer, number, part, der) SELECT issuer, number, 0, der FROM crl;

DROP TABLE crl;

-- The addresses that an authority has put into certificates: a shard's list has to name them all.
CREATE TABLE publication_base (
    issuer TEXT NOT NULL REFERENCES authority (id),
    base TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (issuer, base)
);
