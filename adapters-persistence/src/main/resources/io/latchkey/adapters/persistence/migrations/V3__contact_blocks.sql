-- Contacts no code goes to for a while; read whole by every node that starts.
CREATE TABLE contact_block (
    -- Keyed digest of a contact, or of the account that has it.
    subject BINARY(16)  NOT NULL PRIMARY KEY,
    cause   VARCHAR(16) NOT NULL,
    since   BIGINT      NOT NULL,
    ends_at BIGINT      NOT NULL
) ${tableOptions};
CREATE INDEX contact_block_since ON contact_block (since);
CREATE INDEX contact_block_end ON contact_block (ends_at);
