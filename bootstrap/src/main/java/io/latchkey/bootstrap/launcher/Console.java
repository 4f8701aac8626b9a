package io.latchkey.bootstrap.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Log of the running server on standard error, one line per record. While the server starts, records are held back, so
 * that a failed start is reported in one sentence. The class is public, because the server's {@code logging.properties}
 * names it.
 */
public final class Console extends Handler {

    private static final Formatter MESSAGES = new SimpleFormatter();
    private static final List<Held> HELD_BACK = new ArrayList<>();
    private static final int MOST_HELD_BACK = 1_000;
    /** Causes of a failure; a circle of them ends here. */
    private static final int MOST_CAUSES = 50;
    /** Beginnings of the names of the loggers of the server's parts that write answers. */
    private static final List<String> WRITING = List.of(
            "org.glassfish.jersey.server.ServerRuntime$Responder",
            "jakarta.enterprise.web",
            "org.glassfish.grizzly.http2.Http2Session");
    /** Exceptions that a connection ends with. */
    private static final List<String> LOST = List.of("java.io.IOException: ", "java.io.EOFException");

    /** Loggers of the server's parts that read requests. */
    private static final Set<String> READING = Set.of(
            "org.glassfish.grizzly.http.HttpServerFilter", "org.glassfish.grizzly.filterchain.DefaultFilterChain");
    /** Beginnings of the places where these parts find a request malformed. */
    private static final List<String> PARSERS =
            List.of("org.glassfish.grizzly.http.", "org.glassfish.grizzly.http2.frames.");

    @SuppressWarnings("NonFinalStaticField") // the log manager may make several handlers
    private static boolean ready;

    /** Where JSON objects go; null while lines are written for people. */
    @SuppressWarnings("NonFinalStaticField")
    private static volatile @Nullable PrintStream json;

    /** @param thread name of the thread that the record is of */
    private record Held(LogRecord record, String thread) {}

    /** The log manager calls this constructor. */
    public Console() {
        setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record) || isChatter(record)) {
            return;
        }
        Held held = new Held(record, Thread.currentThread().getName());
        synchronized (HELD_BACK) {
            if (ready) {
                print(held);
            } else if (HELD_BACK.size() < MOST_HELD_BACK) {
                HELD_BACK.add(held);
            }
        }
    }

    @Override
    public void flush() {
        errorStream().flush();
    }

    @Override
    public void close() {
        flush();
    }

    /** Prints the records held back so far. From now on records are printed at once. */
    static void ready() {
        synchronized (HELD_BACK) {
            ready = true;
            HELD_BACK.forEach(Console::print);
            HELD_BACK.clear();
        }
    }

    /**
     * Why the application did not start.
     *
     * @param sentence one line for the operator
     * @param isOurs whether our own code says so and has told all; what the server says needs its records beside it
     */
    record Reason(String sentence, boolean isOurs) {}

    /**
     * The reason of the server's first failure during the start; empty when it logged none. When the application does not start, the
     * server keeps running and answers every request with an error.
     */
    static Optional<Reason> reasonOfFailure() {
        synchronized (HELD_BACK) {
            return HELD_BACK.stream()
                    .map(Held::record)
                    .filter(record -> record.getLevel().equals(Level.SEVERE) && !isOurs(record))
                    .map(LogRecord::getThrown)
                    .filter(thrown -> thrown != null)
                    .map(Console::reason)
                    .findFirst();
        }
    }

    /** Prints the records held back so far. */
    static void tellHeldBack() {
        synchronized (HELD_BACK) {
            HELD_BACK.forEach(Console::print);
        }
    }

    /** All records held back, with stack traces. */
    static String heldBack() {
        StringBuilder text = new StringBuilder();
        synchronized (HELD_BACK) {
            HELD_BACK.forEach(held -> text.append(written(held)));
        }
        return text.toString();
    }

    /** What the first cause from our own packages says, which is written for the operator. Without one, kind and message of the innermost cause. */
    static Reason reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < MOST_CAUSES; depth++) {
            if (cause.getClass().getName().startsWith("io.latchkey.") && cause.getMessage() != null) {
                return new Reason(cause.getMessage(), true);
            }
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        return new Reason(cause.toString().lines().findFirst().orElse(""), false);
    }

    /** Filters here as well, because the server sets the levels of some of its loggers itself and ignores the file. */
    private static boolean isChatter(LogRecord record) {
        return !isOurs(record)
                && (record.getLevel().intValue() < Level.WARNING.intValue() || tellsOfALostClient(record));
    }

    /** Whether the server could not write an answer because the client is gone, which is no failure of the service. */
    private static boolean tellsOfALostClient(LogRecord record) {
        return WRITING.stream().anyMatch(String.valueOf(record.getLoggerName())::startsWith)
                && LOST.stream().anyMatch((line(record) + stackTrace(record))::contains);
    }

    private static boolean isOurs(LogRecord record) {
        String logger = record.getLoggerName();
        return logger != null && (logger.startsWith("io.latchkey") || logger.startsWith("latchkey."));
    }

    /** Whether the server could not parse a request, which is the client's fault. It has answered 400 then. */
    private static boolean tellsOfAMalformedRequest(LogRecord record) {
        if (!READING.contains(String.valueOf(record.getLoggerName()))) {
            return false;
        }
        Throwable thrown = record.getThrown();
        return thrown == null
                || thrown.getStackTrace().length > 0
                        && PARSERS.stream().anyMatch(thrown.getStackTrace()[0].getClassName()::startsWith);
    }

    private static void print(Held held) {
        if (tellsOfAMalformedRequest(held.record())) {
            LogRecord refusal = new LogRecord(Level.INFO, "a malformed request was refused");
            refusal.setLoggerName(held.record().getLoggerName());
            refusal.setInstant(held.record().getInstant());
            errorStream().print(written(new Held(refusal, held.thread())));
        } else {
            errorStream().print(written(held));
        }
    }

    private static String written(Held held) {
        LogRecord record = held.record();
        return json == null
                ? line(record) + stackTrace(record)
                : JsonLines.line(
                        record, held.thread(), message(record), record.getThrown() == null ? null : stackTrace(record));
    }

    /**
     * Writes JSON objects from now on. What else is printed becomes one of them, line by line. The virtual machine's
     * own last words are not.
     */
    static void writeJson() {
        PrintStream target = System.err;
        json = target;
        System.setErr(JsonLines.printed("stderr", target));
        System.setOut(JsonLines.printed("stdout", System.out));
    }

    /** Says a sentence to the operator. In JSON it is a record as all others. */
    static void say(PrintStream stream, Level level, String sentence) {
        PrintStream target = json;
        if (target == null) {
            stream.println(sentence);
            stream.flush();
        } else {
            target.print(JsonLines.said("latchkey", level, sentence));
            target.flush();
        }
    }

    /** Prints nothing more. */
    static void beSilent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        if (json != null) {
            json = nowhere;
        }
        System.setErr(nowhere);
    }

    private static String line(LogRecord record) {
        return record.getInstant().truncatedTo(ChronoUnit.MILLIS) + " "
                + record.getLevel().getName() + " " + record.getLoggerName() + " "
                + message(record) + System.lineSeparator();
    }

    /** A record need not have a message. */
    private static String message(LogRecord record) {
        String message = MESSAGES.formatMessage(record);
        return message == null ? "" : message.strip();
    }

    private static String stackTrace(LogRecord record) {
        if (record.getThrown() == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static PrintStream errorStream() {
        PrintStream target = json;
        return target == null ? System.err : target;
    }
}
