package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.PrintStream;
import java.net.BindException;
import java.util.ConcurrentModificationException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class ConsoleTest {
    private static final String CHAIN = "org.glassfish.grizzly.filterchain.DefaultFilterChain";

    @Test
    void tells_of_a_request_that_the_server_cannot_parse_in_one_line_at_info() {
        Throwable broken = new IllegalStateException("chunk");
        broken.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.glassfish.grizzly.http.ChunkedTransferEncoding", "parse", "C.java", 1)
        });
        assertThat(printed(record(CHAIN, Level.WARNING, "GRIZZLY0013", broken)))
                .hasLineCount(1)
                .contains(" INFO " + CHAIN + " a malformed request was refused");
        assertThat(printed(record(
                        "org.glassfish.grizzly.http.HttpServerFilter",
                        Level.SEVERE,
                        "Can't use both headers Content-Length and Transfer-Encoding",
                        null)))
                .hasLineCount(1)
                .contains(" INFO ");
    }

    @Test
    void shows_failures_of_the_server_itself_with_their_trace() {
        assertThat(printed(record(CHAIN, Level.WARNING, "GRIZZLY0013", new IllegalStateException("bug"))))
                .contains(" WARNING " + CHAIN + " GRIZZLY0013", "IllegalStateException: bug", "\tat ");
    }

    @Test
    void is_silent_about_a_client_that_is_gone() {
        assertThat(printed(record(
                        "org.glassfish.grizzly.http2.Http2Session",
                        Level.WARNING,
                        "Unable to write GOAWAY.",
                        new EOFException())))
                .isEmpty();
    }

    @Test
    void shows_a_failure_that_somebody_logged_without_a_word() {
        assertThat(printed(record("other", Level.SEVERE, null, new IllegalStateException("bug"))))
                .contains(" SEVERE other ", "IllegalStateException: bug", "\tat ");
    }

    @Test
    void names_our_own_sentence_as_the_reason_wherever_the_server_wrapped_it() {
        Throwable own = new StartRefusedException(1, "The folder is not writable.");
        assertThat(Console.reason(new IllegalStateException("deployment", new RuntimeException(own))))
                .isEqualTo(new Console.Reason("The folder is not writable.", true));
    }

    @Test
    void names_the_innermost_failure_of_the_server_even_if_it_says_nothing() {
        Throwable innermost = new ConcurrentModificationException();
        assertThat(Console.reason(new IllegalStateException("There are 2 exceptions.\nThey are:", innermost)))
                .isEqualTo(new Console.Reason("java.util.ConcurrentModificationException", false));
        assertThat(Console.reason(new IllegalStateException(new BindException("Address already in use\nat 1"))))
                .isEqualTo(new Console.Reason("java.net.BindException: Address already in use", false));
    }

    @Test
    void ends_where_failures_are_causes_of_each_other() {
        Exception one = new Exception("one");
        one.initCause(new Exception("other", one));
        assertThat(Console.reason(one).sentence()).startsWith("java.lang.Exception: ");
    }

    private static LogRecord record(String logger, Level level, @Nullable String message, @Nullable Throwable thrown) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return record;
    }

    private static String printed(LogRecord record) {
        PrintStream before = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setErr(new PrintStream(output, true, UTF_8));
        try {
            Console.ready();
            new Console().publish(record);
        } finally {
            System.setErr(before);
        }
        return output.toString(UTF_8);
    }
}
