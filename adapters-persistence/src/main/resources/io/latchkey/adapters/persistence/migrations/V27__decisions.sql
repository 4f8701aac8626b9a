-- Why calls were refused, what they shut, and what was sent. People are named by ids and keyed digests.
CREATE TABLE decision (
    id         BINARY(16)    NOT NULL PRIMARY KEY,
    decided_at BIGINT        NOT NULL,
    outcome    VARCHAR(10)   NOT NULL,
    deed       VARCHAR(60)   NOT NULL,
    route      VARCHAR(150)  NOT NULL,
    door       VARCHAR(40)   NOT NULL,
    network    VARCHAR(50)   NOT NULL,
    status     INT           NOT NULL,
    problem    VARCHAR(80)   NOT NULL,
    winner     VARCHAR(80)   NOT NULL,
    user_id    BINARY(16),
    -- Keyed digest of the contact or login, as the audit trail has it.
    subject    BINARY(16),
    message_id BINARY(16),
    -- What the rules saw, as JSON.
    rules      VARCHAR(8000) NOT NULL
) ${tableOptions};
CREATE INDEX decision_time ON decision (decided_at, id);
CREATE INDEX decision_outcome ON decision (outcome, decided_at, id);
CREATE INDEX decision_user ON decision (user_id, decided_at, id);
CREATE INDEX decision_subject ON decision (subject, decided_at, id);
