package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a server answered. Answers are not compared. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    boolean isDone() {
        return status / 100 == 2;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The object that the body is; empty when it is none. */
    Optional<ObjectNode> document() {
        return mediaType().endsWith("json") ? parse(body) : Optional.empty();
    }

    /** Reads a JSON object; empty when the bytes are none. */
    static Optional<ObjectNode> parse(byte[] text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Type of the body without its parameters, as one line. */
    String mediaType() {
        return header("Content-Type")
                .map(type -> OneLine.of(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), 60))
                .orElse("");
    }

    /** Seconds after which the call may be repeated. */
    OptionalLong retryAfter() {
        return header("Retry-After")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
