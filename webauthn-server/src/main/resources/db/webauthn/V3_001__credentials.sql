-- What a credential record holds (W3C WebAuthn Level 3 §4, "credential record"). No name, no person: the handle is opaque.
create table webauthn_credential (
  id                 text   primary key, -- base64url of at most 1023 bytes
  handle             text   not null,    -- base64url of the 32 bytes of the user handle
  public_key         ${blob} not null,   -- COSE_Key as the authenticator sent it
  algorithm          bigint not null,    -- COSE number
  sign_count         bigint not null,
  backup_eligible    bigint not null,    -- 0 or 1, fixed at registration
  backed_up          bigint not null,    -- 0 or 1, as last told
  transports         text   not null,    -- comma list, hints alone
  aaguid             text   not null,    -- hex; a claim of the browser's unless attested
  attestation_format text   not null,
  created_at         bigint not null,    -- epoch milliseconds
  used_at            bigint not null     -- last change of counter or backup state
);

create index webauthn_credential_of_handle on webauthn_credential (handle);
