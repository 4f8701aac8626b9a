package io.latchkey.bootstrap.settings.key;

/** What the service is run for. */
public enum Mode {
    /** Trying and developing: an embedded database, generated secrets, messages kept in an inbox. */
    DEV,
    /** Real people: refuses to start on anything that is only good for trying. */
    PRODUCTION
}
