-- Events of the audit trail, a chain: each hash covers the entry and the hash before it.
CREATE TABLE audit_entry (
    number  BIGINT        NOT NULL PRIMARY KEY,
    at      BIGINT        NOT NULL,
    event   VARCHAR(40)   NOT NULL,
    actor   VARCHAR(40),
    person  VARCHAR(40),
    -- A line for each detail: its name, a tab and its value.
    details VARCHAR(2000) NOT NULL,
    hash    VARCHAR(64)   NOT NULL
) ${tableOptions};
CREATE INDEX audit_entry_at ON audit_entry (at, number);
CREATE INDEX audit_entry_event ON audit_entry (event, number);
CREATE INDEX audit_entry_actor ON audit_entry (actor, number);
CREATE INDEX audit_entry_person ON audit_entry (person, number);

-- The end of the chain, one row. A node that appends holds it.
CREATE TABLE audit_head (
    id            INT         NOT NULL PRIMARY KEY,
    number        BIGINT      NOT NULL,
    hash          VARCHAR(64) NOT NULL,
    checkpoint    BIGINT      NOT NULL,
    checkpoint_at BIGINT      NOT NULL
) ${tableOptions};

-- Signed hashes of entries. The last one before entries that were deleted stays.
CREATE TABLE audit_checkpoint (
    number    BIGINT       NOT NULL PRIMARY KEY,
    at        BIGINT       NOT NULL,
    hash      VARCHAR(64)  NOT NULL,
    signature VARCHAR(200) NOT NULL
) ${tableOptions};
CREATE INDEX audit_checkpoint_at ON audit_checkpoint (at);

-- Whose pseudonym it is, as long as there is the account.
CREATE TABLE audit_person (
    user_id   BINARY(16)  NOT NULL PRIMARY KEY,
    pseudonym VARCHAR(40) NOT NULL,
    CONSTRAINT audit_person_pseudonym UNIQUE (pseudonym)
) ${tableOptions};
