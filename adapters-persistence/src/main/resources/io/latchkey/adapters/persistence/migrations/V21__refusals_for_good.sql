-- Who refused a message for good: providers of a step, and channels that do not reach its reader.
ALTER TABLE outbox_message ADD COLUMN refusals VARCHAR(1000);

-- Why a message failed, where a receipt told: an outcome as of an answer, and its reason.
ALTER TABLE delivery_attempt ADD COLUMN receipt_outcome VARCHAR(12);
ALTER TABLE delivery_attempt ADD COLUMN receipt_reason VARCHAR(255);
