-- Operators list API credentials by when they were made, and by how long they were left alone. The database makes the column itself, on
-- older nodes, too.
ALTER TABLE api_credential ADD COLUMN idle_since BIGINT GENERATED ALWAYS AS (COALESCE(last_used_at, created_at));
CREATE INDEX api_credential_made ON api_credential (created_at, id);
CREATE INDEX api_credential_idle ON api_credential (idle_since, id);
