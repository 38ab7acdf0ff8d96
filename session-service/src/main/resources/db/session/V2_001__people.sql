-- People, schools, classes, guardians. Ids are our own UUIDs; what a roster calls them is in roster_id alone.
-- Times (…_at, since) are epoch milliseconds; days (born, …_day) are days since 1970-01-01. From is inclusive,
-- until exclusive, everywhere.
CREATE TABLE person (
    id          TEXT   NOT NULL PRIMARY KEY,
    role        TEXT   NOT NULL CHECK (role IN ('pupil', 'guardian', 'staff')),
    given_name  TEXT   NOT NULL,
    family_name TEXT   NOT NULL,
    status      TEXT   NOT NULL CHECK (status IN ('active', 'inactive')),
    handle      TEXT   NOT NULL UNIQUE, -- the WebAuthn user handle: base64url of 32 random bytes
    born        BIGINT
);

CREATE TABLE school (
    id     TEXT NOT NULL PRIMARY KEY,
    name   TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive'))
);

CREATE TABLE school_class (
    id        TEXT NOT NULL PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    name      TEXT NOT NULL
);
CREATE INDEX school_class_school ON school_class (school_id);

-- Which schools a person belongs to now. Derived from roster_role for people whom a roster brings.
CREATE TABLE person_school (
    person_id TEXT NOT NULL REFERENCES person (id),
    school_id TEXT NOT NULL REFERENCES school (id),
    PRIMARY KEY (person_id, school_id)
);
CREATE INDEX person_school_school ON person_school (school_id);

-- One row for each place that rosters come from: an import locks it, so that two never interleave.
CREATE TABLE roster_source (
    source      TEXT   NOT NULL PRIMARY KEY,
    imported_at BIGINT NOT NULL
);

-- seen_in is the import that last carried the row: a bulk import tells by it what is gone.
CREATE TABLE roster_id (
    source     TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('org', 'user', 'class')),
    sourced_id TEXT NOT NULL,
    entity_id  TEXT NOT NULL,
    seen_in    TEXT NOT NULL,
    PRIMARY KEY (source, kind, sourced_id)
);
CREATE INDEX roster_id_entity ON roster_id (entity_id);

CREATE TABLE roster_role (
    source     TEXT   NOT NULL,
    sourced_id TEXT   NOT NULL,
    person_id  TEXT   NOT NULL REFERENCES person (id),
    school_id  TEXT   NOT NULL REFERENCES school (id),
    role       TEXT   NOT NULL,
    is_primary BIGINT NOT NULL CHECK (is_primary IN (0, 1)),
    from_day   BIGINT,
    until_day  BIGINT,
    seen_in    TEXT   NOT NULL,
    PRIMARY KEY (source, sourced_id)
);
CREATE INDEX roster_role_person ON roster_role (person_id);

CREATE TABLE enrolment (
    source     TEXT   NOT NULL,
    sourced_id TEXT   NOT NULL,
    person_id  TEXT   NOT NULL REFERENCES person (id),
    class_id   TEXT   NOT NULL REFERENCES school_class (id),
    school_id  TEXT   NOT NULL REFERENCES school (id),
    role       TEXT   NOT NULL,
    from_day   BIGINT,
    until_day  BIGINT,
    seen_in    TEXT   NOT NULL,
    PRIMARY KEY (source, sourced_id)
);
CREATE INDEX enrolment_person ON enrolment (person_id);
CREATE INDEX enrolment_class ON enrolment (class_id);

-- Who may see which child is our own data: a roster proposes, the office confirms.
CREATE TABLE guardianship (
    id          TEXT   NOT NULL PRIMARY KEY,
    guardian_id TEXT   NOT NULL REFERENCES person (id),
    child_id    TEXT   NOT NULL REFERENCES person (id),
    kind        TEXT   NOT NULL CHECK (kind IN ('parental-responsibility', 'carer', 'relative')),
    status      TEXT   NOT NULL CHECK (status IN ('proposed', 'confirmed', 'ended')),
    rights      TEXT   NOT NULL, -- comma list in the order attendance,attainment,health,meals,contact
    from_at     BIGINT NOT NULL, -- inclusive
    until_at    BIGINT,          -- exclusive
    source      TEXT   NOT NULL,
    CHECK (guardian_id <> child_id),
    CHECK (until_at IS NULL OR until_at >= from_at)
);
-- At most one that lives for a pair; those that have ended stay as history.
CREATE UNIQUE INDEX guardianship_live ON guardianship (guardian_id, child_id) WHERE status <> 'ended';
CREATE INDEX guardianship_guardian ON guardianship (guardian_id);
CREATE INDEX guardianship_child ON guardianship (child_id);

-- A restriction wins over every guardianship of the pair, whatever its status or source.
CREATE TABLE restriction (
    id          TEXT   NOT NULL PRIMARY KEY,
    guardian_id TEXT   NOT NULL REFERENCES person (id),
    child_id    TEXT   NOT NULL REFERENCES person (id),
    since       BIGINT NOT NULL, -- inclusive
    until_at    BIGINT,          -- exclusive
    reference   TEXT   NOT NULL  -- the court order's number: for the safeguarding lead alone
);
CREATE INDEX restriction_pair ON restriction (guardian_id, child_id);
