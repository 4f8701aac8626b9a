package io.latchkey.adapters.sms.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs while a test looks. */
public final class LogRecords extends Handler implements AutoCloseable {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogRecords(Logger logger) {
        this.logger = logger;
    }

    static LogRecords of(Class<?> type) {
        return of(type.getName());
    }

    /** What all classes log, with the names of what they throw into the log. */
    public static LogRecords ofAll() {
        return of("");
    }

    private static LogRecords of(String name) {
        LogRecords records = new LogRecords(Logger.getLogger(name));
        records.logger.addHandler(records);
        return records;
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord entry) {
        String trace = entry.getThrown() == null ? "" : " and the trace of " + entry.getThrown();
        messages.add(new SimpleFormatter().formatMessage(entry) + trace);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
