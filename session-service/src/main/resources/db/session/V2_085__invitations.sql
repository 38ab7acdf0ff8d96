-- Invitations with a second code, of four kinds. One that was made before has no second code and would open for whoever
-- holds the letter, so none of those is kept: the office makes new ones.
DROP TABLE invitation;

CREATE TABLE invitation (
    code_hash    ${blob} NOT NULL PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE, -- what the office calls it; worth nothing at the door
    person_id    TEXT    NOT NULL REFERENCES person (id),
    kind         TEXT    NOT NULL CHECK (kind IN ('LETTER', 'IN_PERSON', 'RECOVERY', 'PUPIL')),
    channel      TEXT    CHECK (channel IN ('TOLD', 'MAIL')),
    second_hash  ${blob},                 -- SHA-256 of both codes together: without the first, the second cannot be guessed from it
    created_at   BIGINT  NOT NULL,
    created_by   TEXT    NOT NULL,
    expires_at   BIGINT  NOT NULL,
    wrong        BIGINT  NOT NULL,        -- second codes that were wrong, in all
    paused_until BIGINT  NOT NULL,        -- no second code is looked at before
    held_by      ${blob},                 -- the first 128 bits of SHA-256 of the pre-session that opened it last
    redeemed_at  BIGINT,
    withdrawn_at BIGINT,
    CHECK ((kind = 'LETTER') = (second_hash IS NOT NULL)),
    CHECK ((channel IS NULL) = (second_hash IS NULL))
);
CREATE INDEX invitation_held ON invitation (held_by);
-- At most one that a person could redeem.
CREATE UNIQUE INDEX invitation_open ON invitation (person_id) WHERE redeemed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX invitation_person ON invitation (person_id);

-- How many refusals a source (an HMAC of its network) had since when.
CREATE TABLE invitation_source (
    source  ${blob} NOT NULL PRIMARY KEY,
    since   BIGINT  NOT NULL,
    refused BIGINT  NOT NULL
)${keyed};

-- Whether a family is under a restriction is asked from the child's side too.
CREATE INDEX restriction_child ON restriction (child_id);
