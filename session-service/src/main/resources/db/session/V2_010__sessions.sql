-- The door and what it opens. Times (…_at, …_until) are epoch milliseconds; every …_hash is a SHA-256 of a random secret.
CREATE TABLE node_secret (
    name       TEXT    NOT NULL PRIMARY KEY,
    wrapped    ${blob} NOT NULL, -- under the master key
    created_at BIGINT  NOT NULL
);

CREATE TABLE client (
    id          TEXT    NOT NULL PRIMARY KEY,
    secret_hash ${blob} NOT NULL,
    status      TEXT    NOT NULL CHECK (status IN ('active', 'suspended')),
    created_at  BIGINT  NOT NULL
);

CREATE TABLE kiosk (
    client_id TEXT NOT NULL PRIMARY KEY,
    name      TEXT, -- where it stands, as its school calls the place; shown to whoever signs in there
    origin    TEXT NOT NULL, -- of its screen: where the hand-over's form comes from
    status    TEXT NOT NULL CHECK (status IN ('active', 'suspended'))
);

CREATE TABLE kiosk_school (
    client_id TEXT NOT NULL REFERENCES kiosk (client_id),
    school_id TEXT NOT NULL REFERENCES school (id),
    PRIMARY KEY (client_id, school_id)
);

CREATE TABLE card (
    id        TEXT   NOT NULL PRIMARY KEY, -- the UUID in its certificates and CHUID
    status    TEXT   NOT NULL CHECK (status IN ('in-stock', 'assigned', 'personalised', 'active', 'suspended', 'lost',
                                                'damaged', 'returned', 'retired')),
    holder_id TEXT   REFERENCES person (id),
    since     BIGINT NOT NULL
);
CREATE INDEX card_holder ON card (holder_id);

-- A credential is pinned once, when it is confirmed; its key never changes.
CREATE TABLE credential (
    id              TEXT    NOT NULL PRIMARY KEY, -- base64url
    person_id       TEXT    NOT NULL REFERENCES person (id),
    handle          TEXT    NOT NULL,
    public_key      ${blob} NOT NULL, -- COSE_Key
    backup_eligible BIGINT  NOT NULL CHECK (backup_eligible IN (0, 1)),
    status          TEXT    NOT NULL CHECK (status IN ('active', 'suspended', 'removed')),
    confirmed_at    BIGINT  NOT NULL
);
CREATE INDEX credential_person ON credential (person_id);

CREATE TABLE invitation (
    code_hash   ${blob} NOT NULL PRIMARY KEY,
    person_id   TEXT    NOT NULL REFERENCES person (id),
    expires_at  BIGINT  NOT NULL,
    held_by     ${blob}, -- the first 128 bits of SHA-256 of the pre-session that opened it last
    redeemed_at BIGINT
);
CREATE INDEX invitation_held ON invitation (held_by);

-- By time first, so that rows append: until when to keep one follows from the challenge, so the pair is as unique as the nonce.
CREATE TABLE consumed_challenge (
    keep_until BIGINT  NOT NULL,
    nonce      ${blob} NOT NULL,
    PRIMARY KEY (keep_until, nonce)
)${keyed};

-- Each secret that leads here (cookie, lease handle, hand-over code) begins with the id, so it needs no index of its own; ids
-- begin with the time, so rows append. What a session rests on is locked by the door when it opens: no foreign keys, which
-- would look each of them up again.
CREATE TABLE login_session (
    id               TEXT    NOT NULL PRIMARY KEY,
    person_id        TEXT    NOT NULL,
    acr              TEXT    NOT NULL,
    card_id          TEXT,
    credential_id    TEXT,
    kiosk            TEXT,
    cookie_hash      ${blob}, -- absent at a kiosk until the hand-over
    lease_hash       ${blob},
    handover_hash    ${blob},
    handover_until   BIGINT,
    handover_used_at BIGINT,
    signed_in_at     BIGINT  NOT NULL,
    idle_until       BIGINT  NOT NULL,
    expires_at       BIGINT  NOT NULL,
    lease_until      BIGINT,
    ended_at         BIGINT,
    end_reason       TEXT
)${keyed};
CREATE INDEX login_session_card ON login_session (card_id) WHERE card_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX login_session_credential ON login_session (credential_id)
    WHERE credential_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX login_session_person ON login_session (person_id) WHERE ended_at IS NULL;
CREATE INDEX login_session_ended ON login_session (ended_at) WHERE ended_at IS NOT NULL;
