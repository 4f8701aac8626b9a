package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String line(String message, @Nullable String trace) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setInstant(Instant.parse("2026-11-29T01:02:03.456789Z"));
        record.setLoggerName("io.latchkey.x");
        return JsonLines.line(record, "worker-1", message, trace);
    }

    @Test
    void a_record_is_one_object_in_one_line() throws JsonProcessingException {
        assertThat(line("Not used: a", null)).isEqualTo("""
                {"time":"2026-11-29T01:02:03.456Z","level":"WARNING","logger":"io.latchkey.x","thread":"worker-1",\
                "message":"Not used: a"}
                """);
        JsonNode failure = JSON.readTree(line("failed", "java.io.IOException: no\n\tat x.Y\n"));
        assertThat(failure.path("exception").asText()).isEqualTo("java.io.IOException: no\n\tat x.Y\n");
    }

    @Test
    void nothing_in_a_message_ends_its_line_or_its_text() throws JsonProcessingException {
        String hostile = "a\"b\\c\nd\r\u0000\u001b[2J\u007f\u0085\u2028\u202e ü \ud83d\ude00 \ud800\",\"level\":\"x";
        String line = line(hostile, null);
        assertThat(line.strip()).hasLineCount(1).matches("[ -~]+");
        assertThat(JSON.readTree(line).path("message").asText()).isEqualTo(hostile);
        assertThat(JSON.readTree(line).path("level").asText()).isEqualTo("WARNING");
    }

    @Test
    void lines_that_a_program_prints_are_objects_as_well() throws JsonProcessingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = JsonLines.printed("stdout", new PrintStream(bytes, true, UTF_8));
        stream.print("be");
        stream.println("gun");
        stream.println();
        stream.print("unfinished");
        assertThat(bytes.toString(UTF_8)).hasLineCount(1);
        JsonNode said = JSON.readTree(bytes.toString(UTF_8));
        assertThat(said.path("message").asText()).isEqualTo("begun");
        assertThat(said.path("logger").asText()).isEqualTo("stdout");
    }
}
