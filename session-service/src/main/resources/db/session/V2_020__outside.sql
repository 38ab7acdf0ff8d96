-- Cards of authorities outside. The label is the configuration's; a card is taken from that authority alone.
ALTER TABLE card ADD COLUMN authority TEXT; -- who issued its certificates; null: we did

-- How it was known that such a card is not revoked, such as "council:ocsp" or "council:list-degraded"; null: by our own records.
ALTER TABLE login_session ADD COLUMN standing TEXT;
