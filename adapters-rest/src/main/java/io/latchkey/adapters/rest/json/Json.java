package io.latchkey.adapters.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/**
 * Reads and writes JSON (RFC 8259). It drops a byte order mark before the text. It refuses other encodings than UTF-8, duplicate names, text after the value and
 * deep nesting.
 */
public final class Json {
    private static final int DEEPEST_NESTING = 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_NESTING)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(BoundedInput.MOST_JSON_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /**
     * @throws InvalidRequestException when the bytes are not one well-formed JSON object; it holds nothing of their
     *     content
     */
    public static ObjectNode parseObject(byte[] body) {
        if (body.length == 0) {
            throw new InvalidRequestException("The request needs a JSON object as its body.");
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(decode(body));
        } catch (JsonProcessingException malformed) {
            throw new InvalidRequestException("The body is not well-formed JSON, or has a name twice.");
        }
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidRequestException("The body must be a JSON object.");
    }

    /**
     * Returns a parser with the same limits, for callers that need more than a tree. It refuses a second value only
     * when it is asked for the next token.
     *
     * @throws InvalidRequestException when the bytes are not UTF-8
     */
    public static JsonParser parser(byte[] body) throws IOException {
        return MAPPER.createParser(decode(body));
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("cannot write " + value.getClass().getName(), unwritable);
        }
    }

    /** What {@link #write} would write, as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static String decode(byte[] body) {
        try {
            return Utf8.decodeMarked(body);
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidRequestException("The body is not UTF-8.");
        }
    }
}
