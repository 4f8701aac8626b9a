-- Keyed digest of what finds a challenge beside its id: a contact, an account, or the code itself.
ALTER TABLE otp_challenge ADD COLUMN handle BINARY(16);
ALTER TABLE otp_challenge ADD CONSTRAINT otp_challenge_handle UNIQUE (handle);

CREATE TABLE ticket (
    subject    BINARY(16) NOT NULL PRIMARY KEY,
    ticket_key BINARY(16) NOT NULL,
    user_id    BINARY(16),
    expires_at BIGINT     NOT NULL,
    CONSTRAINT ticket_key UNIQUE (ticket_key)
) ${tableOptions};
CREATE INDEX ticket_expiry ON ticket (expires_at);
CREATE INDEX ticket_user ON ticket (user_id);
