-- What was sent to a contact is found whatever its capitals were. The database makes the columns itself, on older nodes, too.
ALTER TABLE otp_challenge ADD COLUMN contact_lower VARCHAR(254) GENERATED ALWAYS AS (LOWER(contact));
CREATE INDEX otp_challenge_sent_to ON otp_challenge (user_id, contact_lower);
ALTER TABLE otp_challenge DROP INDEX otp_challenge_owner;

ALTER TABLE outbox_message ADD COLUMN contact_lower VARCHAR(254) GENERATED ALWAYS AS (LOWER(contact));
CREATE INDEX outbox_message_sent_to ON outbox_message (contact_lower, created_at);
ALTER TABLE outbox_message DROP INDEX outbox_message_contact;

-- Audit entries are found in the order of their time, so that those of a time are read along an index.
CREATE INDEX audit_entry_event_at ON audit_entry (event, at, number);
ALTER TABLE audit_entry DROP INDEX audit_entry_event;
CREATE INDEX audit_entry_actor_at ON audit_entry (actor, at, number);
ALTER TABLE audit_entry DROP INDEX audit_entry_actor;
CREATE INDEX audit_entry_person_at ON audit_entry (person, at, number);
ALTER TABLE audit_entry DROP INDEX audit_entry_person;

-- Sessions of one account are listed by time.
CREATE INDEX user_session_made ON user_session (user_id, created_at, id);
ALTER TABLE user_session DROP INDEX user_session_user;
