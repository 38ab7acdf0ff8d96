-- What people are told of their keys. Times (…_at, …_until) are epoch milliseconds. What is sealed is under the person's own
-- key of the audit trail: whoever is erased there is erased here.
CREATE TABLE contact (
    person_id  TEXT    NOT NULL PRIMARY KEY REFERENCES person (id),
    mail       ${blob}, -- sealed; null: the office took it out, and no roster brings it back
    language   TEXT    CHECK (language IN ('en', 'cy')), -- null: both
    source     TEXT    NOT NULL, -- "office", or "roster:" and its source
    changed_at BIGINT  NOT NULL
);

-- One row for each who is to be told. facts is empty once nobody needs it any more.
CREATE TABLE notice (
    id            TEXT    NOT NULL PRIMARY KEY,
    kind          TEXT    NOT NULL,
    audience      TEXT    NOT NULL CHECK (audience IN ('person', 'lead', 'family')),
    about_id      TEXT    NOT NULL REFERENCES person (id),
    recipient_id  TEXT    NOT NULL REFERENCES person (id),
    facts         ${blob}, -- sealed
    happened_at   BIGINT  NOT NULL,
    due_at        BIGINT  NOT NULL,
    give_up_at    BIGINT  NOT NULL, -- exclusive
    status        TEXT    NOT NULL CHECK (status IN ('waiting', 'sent', 'given-up')),
    attempts      BIGINT  NOT NULL,
    trouble       TEXT,             -- why the last attempt failed
    claimed_by    TEXT,             -- the round of a node that is sending it
    claimed_until BIGINT,
    done_at       BIGINT
);
CREATE INDEX notice_due ON notice (due_at) WHERE status = 'waiting';
CREATE INDEX notice_done ON notice (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX notice_about ON notice (about_id);

-- Whom a school lets be told of another's keys. Without a row nobody is.
CREATE TABLE family_notice (
    about_id  TEXT   NOT NULL REFERENCES person (id),
    told_id   TEXT   NOT NULL REFERENCES person (id),
    school_id TEXT   NOT NULL REFERENCES school (id),
    since     BIGINT NOT NULL,
    PRIMARY KEY (about_id, told_id),
    CHECK (about_id <> told_id)
);
