-- Ways back in for whoever lost their keys. Times are epoch milliseconds, from inclusive, until exclusive.
-- A sheet of one-time codes: its number is the first group of each code and says whose it is, so that tries count for a person
-- too. What guards it is the rest of the code.
CREATE TABLE recovery_sheet (
    number      TEXT   NOT NULL PRIMARY KEY,
    person_id   TEXT   NOT NULL UNIQUE REFERENCES person (id),
    made_at     BIGINT NOT NULL,
    tried_since BIGINT NOT NULL,
    wrong       BIGINT NOT NULL
)${keyed};

-- code_hash is an HMAC under a secret of the nodes: fifty bits can be guessed by whoever has a copy of the store.
CREATE TABLE recovery_code (
    sheet     TEXT    NOT NULL REFERENCES recovery_sheet (number),
    code_hash ${blob} NOT NULL,
    used_at   BIGINT,
    PRIMARY KEY (sheet, code_hash)
)${keyed};

-- Each leads to one invitation, by which a new key is registered; until then it may be cancelled.
CREATE TABLE recovery (
    id            TEXT   NOT NULL PRIMARY KEY,
    person_id     TEXT   NOT NULL REFERENCES person (id),
    way           TEXT   NOT NULL CHECK (way IN ('office', 'code')),
    school_id     TEXT   REFERENCES school (id),
    opened_at     BIGINT NOT NULL,
    opened_by     TEXT   NOT NULL,
    second_by     TEXT,
    keeps_keys    BIGINT NOT NULL CHECK (keeps_keys IN (0, 1)),
    documents     BIGINT NOT NULL CHECK (documents IN (0, 1)),
    invitation_id TEXT   UNIQUE, -- absent while a second member of staff has to agree
    sheet         TEXT,
    code_hash     ${blob},
    until_at      BIGINT NOT NULL,
    cancelled_at  BIGINT,
    redeemed_at   BIGINT,
    CHECK ((way = 'office') = (school_id IS NOT NULL)),
    CHECK ((way = 'code') = (code_hash IS NOT NULL))
);
CREATE INDEX recovery_person ON recovery (person_id);
CREATE INDEX recovery_until ON recovery (until_at);

-- After a recovery a guardian sees no child until then, while a key that was registered since opens anything.
CREATE TABLE cooling_off (
    person_id TEXT   NOT NULL PRIMARY KEY REFERENCES person (id),
    since_at  BIGINT NOT NULL,
    until_at  BIGINT NOT NULL,
    told_at   BIGINT
)${keyed};
CREATE INDEX cooling_off_untold ON cooling_off (until_at) WHERE told_at IS NULL;

-- What a school sets; without a row the defaults of the code hold.
CREATE TABLE recovery_policy (
    school_id            TEXT   NOT NULL PRIMARY KEY REFERENCES school (id),
    hours                BIGINT NOT NULL CHECK (hours BETWEEN 1 AND 168),
    hours_with_documents BIGINT NOT NULL CHECK (hours_with_documents BETWEEN 0 AND 168),
    changed_at           BIGINT NOT NULL,
    changed_by           TEXT   NOT NULL
);
