-- Channels that are closed to contacts: the reader opted out, or the address bounced or complained. Lifted ones go after a day.
CREATE TABLE contact_suppression (
    -- Keyed digest of the contact.
    contact    BINARY(16)   NOT NULL,
    medium     VARCHAR(8)   NOT NULL,
    cause      VARCHAR(16)  NOT NULL,
    provider   VARCHAR(64)  NOT NULL,
    reason     VARCHAR(255) NOT NULL,
    since      BIGINT       NOT NULL,
    lifted_at  BIGINT,
    -- The later one of both times.
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (contact, medium)
) ${tableOptions};
CREATE INDEX contact_suppression_changed ON contact_suppression (changed_at);
CREATE INDEX contact_suppression_lifted ON contact_suppression (lifted_at);
