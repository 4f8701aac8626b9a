-- Operators list messages by time, by contact and by state.
CREATE INDEX outbox_message_created ON outbox_message (created_at, id);
CREATE INDEX outbox_message_contact ON outbox_message (contact, created_at);
CREATE INDEX outbox_message_state ON outbox_message (state, created_at, id);
