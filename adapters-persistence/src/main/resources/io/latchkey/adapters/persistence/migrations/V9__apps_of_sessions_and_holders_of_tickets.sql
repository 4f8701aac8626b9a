-- Whose refresh tokens a session honours: native, or the name of a face. Sessions from before are the native API's.
ALTER TABLE user_session ADD COLUMN app VARCHAR(20) DEFAULT 'native' NOT NULL;

-- Keyed digest of the network from which a ticket is used without its key; null where the key alone counts.
ALTER TABLE ticket ADD COLUMN network_key BINARY(16);
-- Tickets from before name nobody who earned them.
DELETE FROM ticket WHERE user_id IS NULL;
