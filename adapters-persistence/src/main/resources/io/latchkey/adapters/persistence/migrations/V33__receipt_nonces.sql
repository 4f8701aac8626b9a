-- Nonces of signed receipts that came, so that no node takes the same signature beside another content.
CREATE TABLE receipt_nonce (
    -- Digest of the provider's name and of the nonce.
    id         BINARY(16) NOT NULL,
    -- Digest of the query and the body that it came with first.
    content    BINARY(16) NOT NULL,
    expires_at BIGINT     NOT NULL,
    PRIMARY KEY (id)
) ${tableOptions};
CREATE INDEX receipt_nonce_expires ON receipt_nonce (expires_at);
