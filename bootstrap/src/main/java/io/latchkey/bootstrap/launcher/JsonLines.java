package io.latchkey.bootstrap.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Records of the log as JSON objects (RFC 8259), each in one line of printable ASCII. */
final class JsonLines {
    private JsonLines() {}

    /** @param trace trace of an exception; null when there was none */
    static String line(LogRecord record, String thread, String message, @Nullable String trace) {
        StringBuilder json = new StringBuilder();
        member(
                json,
                '{',
                "time",
                record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        member(json, ',', "level", nameOf(record.getLevel()));
        member(json, ',', "logger", String.valueOf(record.getLoggerName()));
        member(json, ',', "thread", thread);
        member(json, ',', "message", message);
        if (trace != null) {
            member(json, ',', "exception", trace);
        }
        return json.append("}\n").toString();
    }

    private static String nameOf(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static void member(StringBuilder json, char before, String name, String value) {
        json.append(before).append('"').append(name).append("\":\"");
        value.chars().forEach(unit -> {
            if (unit == '"' || unit == '\\') {
                json.append('\\').append((char) unit);
            } else if (unit < ' ' || unit > '~') {
                json.append(String.format("\\u%04x", unit));
            } else {
                json.append((char) unit);
            }
        });
        json.append('"');
    }

    /** A sentence of the current thread, which no record tells. */
    static String said(String logger, Level level, String sentence) {
        LogRecord record = new LogRecord(level, sentence);
        record.setLoggerName(logger);
        return line(record, Thread.currentThread().getName(), sentence, null);
    }

    /** A stream for programs that print: each line that is printed becomes a record of this logger. */
    static PrintStream printed(String logger, PrintStream target) {
        return new PrintStream(new Printed(logger, target), true, StandardCharsets.UTF_8);
    }

    /** Collects what is printed until a line ends. */
    private static final class Printed extends OutputStream {
        private final String logger;
        private final PrintStream target;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        Printed(String logger, PrintStream target) {
            this.logger = logger;
            this.target = target;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet != '\n') {
                begun.write(octet);
                return;
            }
            String text = begun.toString(StandardCharsets.UTF_8).strip();
            begun.reset();
            if (!text.isEmpty()) {
                target.print(said(logger, Level.INFO, text));
                target.flush();
            }
        }
    }
}
