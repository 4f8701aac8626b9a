-- What was sent to a contact is found whatever its capitals were. The database makes the columns itself, on older nodes, too.
ALTER TABLE otp_challenge ADD COLUMN contact_lower VARCHAR(254) GENERATED ALWAYS AS (LOWER(contact));
CREATE INDEX otp_challenge_sent_to ON otp_challenge (user_id, contact_lower);
ALTER TABLE otp_challenge DROP INDEX otp_challenge_owner;

ALTER TABLE outbox_message ADD COLUMN contact_lower VARCHAR(254) GENERATED ALWAYS AS (LOWER(contact));
CREATE INDEX outbox_message_sent_to ON outbox_message (contact_lower, created_at);
ALTER TABLE outbox_message DROP INDEX outbox_message_contact;
