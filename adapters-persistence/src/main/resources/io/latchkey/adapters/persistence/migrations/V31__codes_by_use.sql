-- Providers are told every few seconds which codes were used: those of a short span are found at once.
CREATE INDEX otp_challenge_used ON otp_challenge (used_at);
