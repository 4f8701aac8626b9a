-- Whose wrong guesses at a challenge are counted together: the lane's row in sign_in_failure. Null in challenges that are older.
ALTER TABLE otp_challenge ADD COLUMN lane_subject BINARY(16);
ALTER TABLE otp_challenge ADD COLUMN lane_device BINARY(16);

-- Wrong codes are counted in sign_in_failure now, by lane. They begin at zero.
ALTER TABLE users DROP COLUMN code_failures;
-- When a lost password was last replaced. Devices that were known before are strangers.
ALTER TABLE users ADD COLUMN recovered_at BIGINT;
