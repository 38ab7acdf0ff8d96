-- What the door is to be told of credentials, until it has taken it. Names no person.
create table webauthn_report (
  what          text   primary key, -- 'counter ID' or 'model AAGUID STATUS': the same thing is told once
  credential_id text,               -- base64url; of a counter that went back
  handle        text,
  aaguid        text,               -- of a model
  status        text,               -- FIDO's
  noticed_at    bigint not null,    -- epoch milliseconds
  tries         bigint not null,
  next_try      bigint not null,
  settled_at    bigint              -- the door took it
);

create index webauthn_report_due on webauthn_report (next_try) where settled_at is null;
