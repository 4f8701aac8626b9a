package io.latchkey.bootstrap.settings.key;

/** The purpose that the service runs for. */
public enum Mode {
    /** Trial and development: an embedded database, generated secrets, messages kept in an inbox. */
    DEV,
    /** Production: refuses to start with settings that are only good for trial. */
    PRODUCTION
}
