-- What an operator wants the account's access tokens to tell, a line for each claim: its name, a tab and its value.
ALTER TABLE users ADD COLUMN claims VARCHAR(1000);

-- Operators list accounts by time, by role and by the beginning of a login.
CREATE INDEX users_created ON users (created_at, id);
CREATE INDEX users_roles ON users (roles);
CREATE INDEX users_email_claimed ON users (email_claim, id);
CREATE INDEX users_phone_claimed ON users (phone_claim, id);

-- Accounts that are going to be deleted. Until then they are disabled and can be restored.
CREATE TABLE account_deletion (
    user_id      BINARY(16)  NOT NULL PRIMARY KEY,
    before_it    VARCHAR(16) NOT NULL,
    requested_at BIGINT      NOT NULL,
    due_at       BIGINT      NOT NULL
) ${tableOptions};
CREATE INDEX account_deletion_due ON account_deletion (due_at);

-- Tokens that make the first administrator; each is used once.
CREATE TABLE admin_bootstrap (
    token_digest VARCHAR(64) NOT NULL PRIMARY KEY,
    expires_at   BIGINT      NOT NULL
) ${tableOptions};
