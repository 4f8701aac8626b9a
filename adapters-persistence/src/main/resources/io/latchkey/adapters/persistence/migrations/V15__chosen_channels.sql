-- The channel that the requester chose for a message; null where its route decides.
ALTER TABLE outbox_message ADD COLUMN chosen_channel VARCHAR(8);
