-- The newest issue of FIDO's metadata, so that a node that starts without a network has it. One row.
create table webauthn_metadata (
  id          bigint  primary key check (id = 1),
  number      bigint  not null, -- of the issue; never goes back
  next_update text    not null, -- a day
  blob        ${blob} not null, -- as it was signed
  fetched_at  bigint  not null  -- epoch milliseconds; the signature was judged as of then
);

-- The last time that somebody looked for a newer one.
create table webauthn_metadata_try (
  id       bigint primary key check (id = 1),
  tried_at bigint not null,
  failure  text               -- the reason, where it did not work
);
