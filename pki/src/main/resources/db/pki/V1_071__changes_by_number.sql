-- Each minute is asked whether a certificate of a list's scope changed after the list.
CREATE INDEX certificate_by_change ON certificate (issuer, shard, changed_number) WHERE reason IS NOT NULL;
