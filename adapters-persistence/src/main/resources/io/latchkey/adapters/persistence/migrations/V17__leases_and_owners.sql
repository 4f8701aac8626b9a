-- Which node does a task that one node at a time should do.
CREATE TABLE maintenance_lease (
    task       VARCHAR(40) NOT NULL PRIMARY KEY,
    holder     BINARY(16)  NOT NULL,
    held_until BIGINT      NOT NULL
) ${tableOptions};

-- Messages without a code and challenges without an account are found by their contact, among all that have one.
CREATE INDEX outbox_message_owner ON outbox_message (challenge_id, contact);
ALTER TABLE outbox_message DROP INDEX outbox_message_challenge;
CREATE INDEX otp_challenge_owner ON otp_challenge (user_id, contact);
ALTER TABLE otp_challenge DROP INDEX otp_challenge_user;
