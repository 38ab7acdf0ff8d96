-- What a sign-in touches, in the shape of the session service's tables: for measuring and for the tests of the store.
CREATE TABLE m_challenge (nonce TEXT PRIMARY KEY, expires BIGINT NOT NULL)${keyed};
CREATE TABLE m_card (id TEXT PRIMARY KEY, status TEXT NOT NULL, holder TEXT NOT NULL)${keyed};
CREATE TABLE m_certificate (issuer TEXT NOT NULL, serial TEXT NOT NULL, status TEXT NOT NULL, PRIMARY KEY (issuer, serial))${keyed};
CREATE TABLE m_kiosk (client_id TEXT PRIMARY KEY, origin TEXT NOT NULL, status TEXT NOT NULL)${keyed};
CREATE TABLE m_session (id_hash ${blob} PRIMARY KEY, person TEXT NOT NULL, acr TEXT NOT NULL, opened BIGINT NOT NULL, seen BIGINT NOT NULL)${keyed};
CREATE TABLE m_token (hash ${blob} PRIMARY KEY, session ${blob} NOT NULL, expires BIGINT NOT NULL)${keyed};
CREATE TABLE m_parent (id TEXT PRIMARY KEY);
CREATE TABLE m_child (
    id TEXT PRIMARY KEY,
    parent TEXT REFERENCES m_parent (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE m_count (id TEXT PRIMARY KEY, n BIGINT NOT NULL);
