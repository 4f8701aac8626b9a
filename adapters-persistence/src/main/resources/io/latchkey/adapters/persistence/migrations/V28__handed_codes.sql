-- Codes that a provider makes, sends and checks. The challenge names the provider that owns its code now.
ALTER TABLE otp_challenge ADD COLUMN handed_to VARCHAR(40);
CREATE TABLE handed_code (
    challenge_id BINARY(16)   NOT NULL,
    provider     VARCHAR(40)  NOT NULL,
    -- The provider's own id; null while the provider is asked to start.
    reference    VARCHAR(100),
    -- Guesses without a verdict.
    unanswered   INT          NOT NULL,
    -- Keyed digest of the guess that the provider called right.
    proof        BINARY(16),
    started_at   BIGINT       NOT NULL,
    PRIMARY KEY (challenge_id)
) ${tableOptions};
CREATE INDEX handed_code_started ON handed_code (started_at);
