package io.latchkey.bootstrap.settings.key;

/** How the runnable jar writes its log. */
public enum LogFormat {
    /** Lines for people. A record with an exception is followed by its trace. */
    TEXT,
    /** One JSON object for each record, in one line. */
    JSON
}
