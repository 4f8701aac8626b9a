CREATE TABLE retry_lock (
    -- An account's id, or the digest of a login.
    subject      BINARY(16) NOT NULL PRIMARY KEY,
    failures     INT        NOT NULL,
    -- Null while nothing is locked.
    locked_until BIGINT,
    touched_at   BIGINT     NOT NULL
) ${tableOptions};
CREATE INDEX retry_lock_touched ON retry_lock (touched_at);

-- Set exactly while the contact is there and not verified; several accounts may claim one.
ALTER TABLE users ADD COLUMN email_claim VARCHAR(254);
ALTER TABLE users ADD COLUMN phone_claim VARCHAR(16);
UPDATE users SET email_claim = LOWER(email) WHERE email IS NOT NULL AND NOT email_verified;
UPDATE users SET phone_claim = phone WHERE phone IS NOT NULL AND NOT phone_verified;
CREATE INDEX users_email_claim ON users (email_claim, created_at);
CREATE INDEX users_phone_claim ON users (phone_claim, created_at);
