-- What the client answered to the extension credProps (W3C WebAuthn Level 3 §10.1.3): 1, 0, or null where it told nothing.
alter table webauthn_credential add column discoverable bigint;
