-- What became of the messages that were first handed over in a minute. Counted again while receipts and codes still come in.
CREATE TABLE delivery_minute (
    begins_at BIGINT       NOT NULL,
    provider  VARCHAR(64)  NOT NULL,
    country   VARCHAR(2)   NOT NULL,
    medium    VARCHAR(8)   NOT NULL,
    template  VARCHAR(120) NOT NULL,
    -- Empty where no price is known.
    currency  VARCHAR(3)   NOT NULL,
    requested BIGINT       NOT NULL,
    accepted  BIGINT       NOT NULL,
    delivered BIGINT       NOT NULL,
    failed    BIGINT       NOT NULL,
    verified  BIGINT       NOT NULL,
    cost      BIGINT       NOT NULL,
    PRIMARY KEY (begins_at, provider, country, medium, template, currency)
) ${tableOptions};

-- The minutes that are counted, without a gap: one row at most.
CREATE TABLE delivery_minute_span (
    id         INT    NOT NULL PRIMARY KEY,
    first_of   BIGINT NOT NULL,
    end_of     BIGINT NOT NULL
) ${tableOptions};
