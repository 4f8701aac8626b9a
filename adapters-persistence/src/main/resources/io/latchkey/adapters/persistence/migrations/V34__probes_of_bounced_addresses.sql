-- The last message that was let through to an address that bounced: the code by which its owner verifies it anew.
ALTER TABLE contact_suppression ADD COLUMN probed_at BIGINT;
ALTER TABLE contact_suppression ADD COLUMN probe_challenge BINARY(16);
ALTER TABLE contact_suppression ADD COLUMN probe_message BINARY(16);
