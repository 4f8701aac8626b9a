package io.latchkey.bootstrap.launcher;

import static io.latchkey.domain.fuzz.Fuzzing.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Requests that come before the service is ready. */
public final class StartingPortFuzz {
    private static final JsonMapper JSON = new JsonMapper();

    private StartingPortFuzz() {}

    /** Whatever was asked, the answer is one whole answer whose body is JSON of the told length. */
    public static void read(byte[] input) throws IOException {
        String answer = new String(
                StartingPort.answerTo(new String(input, StandardCharsets.ISO_8859_1), "https://id.example.org"),
                StandardCharsets.UTF_8);
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, end);
        String body = answer.substring(end + 4);
        require(head.startsWith("HTTP/1.1 503 ") || head.startsWith("HTTP/1.1 200 "), "another status: " + head);
        require(
                head.startsWith("HTTP/1.1 200 ") || head.contains("\r\nRetry-After: "),
                "when to come back is not told");
        if (!body.isEmpty()) {
            require(
                    head.contains("\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"),
                    "another length");
            JsonNode told = JSON.readTree(body);
            require(told.path("status").isValueNode(), "no status in " + body);
        }
    }
}
