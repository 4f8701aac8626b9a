-- A call is found by what its provider named it. The provider comes second: hardly any differ, and a database that does not know that read
-- all calls to one where it should have followed a message or a time.
CREATE INDEX delivery_attempt_named ON delivery_attempt (provider_reference, provider);
ALTER TABLE delivery_attempt DROP INDEX delivery_attempt_reference;
