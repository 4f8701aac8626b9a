-- Runs on MariaDB 10.6 or newer and on H2 in its MariaDB mode; ${tableOptions} is empty on H2.
-- Ids are UUIDs in 16 bytes. Times are milliseconds since 1970-01-01T00:00:00Z. Text is compared byte by byte.
-- There are no foreign keys: they would lock parents on every insert. An account's rows are deleted along with it.

CREATE TABLE users (
    id             BINARY(16)   NOT NULL PRIMARY KEY,
    username       VARCHAR(64),
    username_key   VARCHAR(64),
    name           VARCHAR(400),
    email          VARCHAR(254),
    email_verified BOOLEAN      NOT NULL,
    -- Set exactly while the e-mail address is verified, so that the constraint binds verified ones only.
    email_key      VARCHAR(254),
    phone          VARCHAR(16),
    phone_verified BOOLEAN      NOT NULL,
    phone_key      VARCHAR(16),
    password_hash  VARCHAR(512),
    locale         VARCHAR(64)  NOT NULL,
    second_factor  VARCHAR(16)  NOT NULL,
    status         VARCHAR(16)  NOT NULL,
    roles          VARCHAR(400) NOT NULL,
    code_failures  INT          NOT NULL,
    created_at     BIGINT       NOT NULL,
    updated_at     BIGINT       NOT NULL,
    version        INT          NOT NULL,
    CONSTRAINT users_username_key UNIQUE (username_key),
    CONSTRAINT users_email_key UNIQUE (email_key),
    CONSTRAINT users_phone_key UNIQUE (phone_key)
) ${tableOptions};
CREATE INDEX users_pending ON users (status, created_at);

CREATE TABLE otp_challenge (
    id                  BINARY(16)   NOT NULL PRIMARY KEY,
    purpose             VARCHAR(64)  NOT NULL,
    channel             VARCHAR(8)   NOT NULL,
    contact             VARCHAR(254) NOT NULL,
    user_id             BINARY(16),
    contact_hidden      BOOLEAN      NOT NULL,
    decoy               BOOLEAN      NOT NULL,
    generation          INT          NOT NULL,
    secret_id           VARCHAR(16)  NOT NULL,
    created_at          BIGINT       NOT NULL,
    expires_at          BIGINT       NOT NULL,
    previous_expires_at BIGINT,
    next_send_at        BIGINT       NOT NULL,
    attempts_left       INT          NOT NULL,
    sends_left          INT          NOT NULL,
    used_at             BIGINT
) ${tableOptions};
CREATE INDEX otp_challenge_expiry ON otp_challenge (expires_at);
CREATE INDEX otp_challenge_user ON otp_challenge (user_id);

CREATE TABLE outbox_message (
    id                 BINARY(16)   NOT NULL PRIMARY KEY,
    kind               VARCHAR(32)  NOT NULL,
    challenge_id       BINARY(16),
    purpose            VARCHAR(64),
    generation         INT,
    secret_id          VARCHAR(16),
    channel            VARCHAR(8)   NOT NULL,
    contact            VARCHAR(254) NOT NULL,
    locale             VARCHAR(64)  NOT NULL,
    decoy              BOOLEAN      NOT NULL,
    created_at         BIGINT       NOT NULL,
    deadline           BIGINT       NOT NULL,
    state              VARCHAR(16)  NOT NULL,
    attempts           INT          NOT NULL,
    -- Null once nobody has to do anything about the message any more.
    due_at             BIGINT,
    provider           VARCHAR(64),
    provider_reference VARCHAR(255),
    failure            VARCHAR(255)
) ${tableOptions};
CREATE INDEX outbox_message_due ON outbox_message (due_at, created_at);
CREATE INDEX outbox_message_reference ON outbox_message (provider, provider_reference);
CREATE INDEX outbox_message_challenge ON outbox_message (challenge_id, created_at);

CREATE TABLE throttle (
    subject_key    BINARY(16) NOT NULL PRIMARY KEY,
    -- One above the quota in a window that refused a call.
    used           INT        NOT NULL,
    -- The quota at the last call.
    quota          INT        NOT NULL,
    window_ends_at BIGINT     NOT NULL
) ${tableOptions};
CREATE INDEX throttle_window ON throttle (window_ends_at);

CREATE TABLE sign_in_failure (
    -- An account's id, or the digest of a login.
    account_key  BINARY(16) NOT NULL,
    -- All zero in the row that counts failures from everywhere.
    origin_key   BINARY(16) NOT NULL,
    failures     INT        NOT NULL,
    locked_until BIGINT     NOT NULL,
    touched_at   BIGINT     NOT NULL,
    PRIMARY KEY (account_key, origin_key)
) ${tableOptions};
CREATE INDEX sign_in_failure_touched ON sign_in_failure (touched_at);

CREATE TABLE user_session (
    id               BINARY(16)   NOT NULL PRIMARY KEY,
    user_id          BINARY(16)   NOT NULL,
    generation       INT          NOT NULL,
    created_at       BIGINT       NOT NULL,
    authenticated_at BIGINT       NOT NULL,
    rotated_at       BIGINT       NOT NULL,
    expires_at       BIGINT       NOT NULL,
    methods          VARCHAR(100) NOT NULL,
    device           VARCHAR(400) NOT NULL,
    address          VARCHAR(64)  NOT NULL,
    ended_at         BIGINT,
    -- When it ended or will expire, whichever is first.
    over_at          BIGINT       NOT NULL
) ${tableOptions};
CREATE INDEX user_session_user ON user_session (user_id);
CREATE INDEX user_session_over ON user_session (over_at);

CREATE TABLE profile_image (
    user_id    BINARY(16)  NOT NULL PRIMARY KEY,
    media_type VARCHAR(32) NOT NULL,
    content    MEDIUMBLOB  NOT NULL,
    updated_at BIGINT      NOT NULL
) ${tableOptions};

CREATE TABLE api_credential (
    id             BINARY(16)   NOT NULL PRIMARY KEY,
    user_id        BINARY(16)   NOT NULL,
    name           VARCHAR(200) NOT NULL,
    credential_key VARCHAR(64)  NOT NULL,
    secret_digest  VARCHAR(64)  NOT NULL,
    created_at     BIGINT       NOT NULL,
    expires_at     BIGINT,
    last_used_at   BIGINT,
    CONSTRAINT api_credential_key UNIQUE (credential_key)
) ${tableOptions};
CREATE INDEX api_credential_user ON api_credential (user_id);

CREATE TABLE signing_key (
    kid                VARCHAR(40)   NOT NULL PRIMARY KEY,
    slot               VARCHAR(40)   NOT NULL,
    algorithm          VARCHAR(16)   NOT NULL,
    public_jwk         VARCHAR(2000) NOT NULL,
    sealed_private_key VARCHAR(8000) NOT NULL,
    created_at         BIGINT        NOT NULL,
    signs_from         BIGINT        NOT NULL,
    published_until    BIGINT        NOT NULL,
    CONSTRAINT signing_key_slot UNIQUE (slot)
) ${tableOptions};
