-- The contacts that an account had verified before its present ones. Set from now on; what was given up before is not known.
ALTER TABLE users ADD COLUMN former_email VARCHAR(254);
ALTER TABLE users ADD COLUMN former_email_key VARCHAR(254);
ALTER TABLE users ADD COLUMN former_phone VARCHAR(16);
ALTER TABLE users ADD COLUMN former_phone_key VARCHAR(16);
CREATE INDEX users_former_email ON users (former_email_key);
CREATE INDEX users_former_phone ON users (former_phone_key);
