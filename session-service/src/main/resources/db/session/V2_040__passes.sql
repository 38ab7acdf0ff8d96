-- Lesson passes: for a pupil whose card is at home. Times are epoch milliseconds.
-- code_hash is an HMAC under a secret of the nodes, not a plain hash: fifty bits can be guessed by whoever has a copy of the store.
CREATE TABLE lesson_pass (
    id          TEXT    NOT NULL PRIMARY KEY,
    code_hash   ${blob} NOT NULL UNIQUE,
    person_id   TEXT    NOT NULL REFERENCES person (id),
    school_id   TEXT    NOT NULL REFERENCES school (id),
    kiosk       TEXT    REFERENCES kiosk (client_id),
    room        TEXT,
    issued_at   BIGINT  NOT NULL,
    issued_by   TEXT    NOT NULL,
    until_at    BIGINT  NOT NULL, -- exclusive: the bell
    ended_at    BIGINT,
    CHECK ((kiosk IS NULL) <> (room IS NULL))
);
CREATE INDEX lesson_pass_person ON lesson_pass (person_id);
CREATE INDEX lesson_pass_until ON lesson_pass (until_at);

-- A room is its kiosks: those of one school with the same word here.
ALTER TABLE kiosk ADD COLUMN room TEXT;

-- How many wrong codes came from a kiosk since when.
CREATE TABLE pass_try (
    kiosk TEXT   NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    wrong BIGINT NOT NULL
)${keyed};

ALTER TABLE login_session ADD COLUMN pass_id TEXT;
CREATE INDEX login_session_pass ON login_session (pass_id) WHERE pass_id IS NOT NULL AND ended_at IS NULL;
