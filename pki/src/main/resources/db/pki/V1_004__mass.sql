-- Suspending, releasing or revoking many certificates, batch by batch: the cursor is the last one that was looked at.
CREATE TABLE mass_job (
    id TEXT NOT NULL PRIMARY KEY,
    action TEXT NOT NULL, -- SUSPEND, RELEASE, REVOKE
    reason TEXT NOT NULL,
    why TEXT NOT NULL,
    profile TEXT, -- from here to issued_before: which certificates; NULL is any
    key_algorithm TEXT,
    batch TEXT,
    issuer TEXT,
    issued_from BIGINT NOT NULL,
    issued_before BIGINT NOT NULL, -- never later than created_at: what is issued meanwhile is not meant
    total BIGINT NOT NULL, -- how many there were to change when it began
    changed BIGINT NOT NULL,
    cursor_issuer TEXT NOT NULL,
    cursor_serial TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    approved_by TEXT,
    finished_at BIGINT
);
CREATE INDEX mass_job_by_time ON mass_job (created_at);

-- What a job that is not finished refuses at the door, from its first commit on. Nearly always empty.
CREATE TABLE mass_gate (
    job TEXT NOT NULL PRIMARY KEY,
    status TEXT NOT NULL, -- as which a certificate counts: HELD, REVOKED
    profile TEXT,
    key_algorithm TEXT,
    batch TEXT,
    issuer TEXT,
    issued_from BIGINT NOT NULL,
    issued_before BIGINT NOT NULL
);

-- What one person asked for and another has to approve; "hash" is of what will be done.
CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    summary TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    approved_by TEXT,
    approved_at BIGINT,
    used_at BIGINT
);
CREATE INDEX approval_by_hash ON approval (hash, requested_at);
