-- One row for each call to a provider; receipts find their message by it.
CREATE TABLE delivery_attempt (
    id                 BINARY(16)   NOT NULL PRIMARY KEY,
    message_id         BINARY(16)   NOT NULL,
    challenge_id       BINARY(16),
    provider           VARCHAR(64)  NOT NULL,
    provider_reference VARCHAR(255),
    medium             VARCHAR(8)   NOT NULL,
    country            VARCHAR(2)   NOT NULL,
    template           VARCHAR(120) NOT NULL,
    segments           INT          NOT NULL,
    -- Millionths of the currency's unit; null where no price is known or nothing was taken.
    cost_micros        BIGINT,
    currency           VARCHAR(3),
    outcome            VARCHAR(12)  NOT NULL,
    reason             VARCHAR(255),
    started_at         BIGINT       NOT NULL,
    took_millis        INT          NOT NULL,
    receipt            VARCHAR(12),
    receipt_at         BIGINT
) ${tableOptions};
CREATE INDEX delivery_attempt_reference ON delivery_attempt (provider, provider_reference);
CREATE INDEX delivery_attempt_started ON delivery_attempt (started_at);
CREATE INDEX delivery_attempt_message ON delivery_attempt (message_id, started_at);

-- Messages that were handed over before are still found by their receipts.
INSERT INTO delivery_attempt (id, message_id, challenge_id, provider, provider_reference, medium, country, template,
                              segments, outcome, started_at, took_millis)
SELECT id, id, challenge_id, provider, provider_reference, channel, '', '', 1, 'ACCEPTED', created_at, 0
  FROM outbox_message
 WHERE provider IS NOT NULL AND state = 'ACCEPTED' AND decoy = FALSE;

-- Which step of its route a message is to take next.
ALTER TABLE outbox_message ADD COLUMN step INT DEFAULT 0 NOT NULL;
ALTER TABLE outbox_message DROP INDEX outbox_message_reference;
