-- The owner's roles that the credential has, with commas between; empty for all of them.
ALTER TABLE api_credential ADD COLUMN roles VARCHAR(400) DEFAULT '' NOT NULL;
CREATE INDEX api_credential_expires ON api_credential (expires_at);
