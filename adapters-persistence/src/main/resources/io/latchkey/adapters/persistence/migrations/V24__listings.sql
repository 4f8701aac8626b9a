-- What operators block, and what they except from blocks; read whole by every node when the version changes.
CREATE TABLE listing (
    id      BINARY(16)   NOT NULL PRIMARY KEY,
    effect  VARCHAR(8)   NOT NULL,
    kind    VARCHAR(8)   NOT NULL,
    -- What names are compared with; of a contact, its keyed digest.
    target  VARCHAR(300) NOT NULL,
    shown   VARCHAR(300) NOT NULL,
    reason  VARCHAR(400) NOT NULL,
    made_by VARCHAR(40)  NOT NULL,
    made_at BIGINT       NOT NULL,
    ends_at BIGINT       NOT NULL,
    CONSTRAINT listing_target UNIQUE (target, kind, effect)
) ${tableOptions};
CREATE INDEX listing_made ON listing (made_at, id);
CREATE INDEX listing_kind ON listing (kind, made_at, id);
CREATE INDEX listing_effect ON listing (effect, made_at, id);
CREATE INDEX listing_maker ON listing (made_by);
CREATE INDEX listing_end ON listing (ends_at);

-- One row. A node that changes listings holds it.
CREATE TABLE listing_version (
    id      INT    NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
) ${tableOptions};
