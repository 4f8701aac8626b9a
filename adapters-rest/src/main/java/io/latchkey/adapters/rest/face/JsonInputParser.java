package io.latchkey.adapters.rest.face;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a JSON object. Numbers are kept as they were written. */
final class JsonInputParser {
    private JsonInputParser() {}

    /**
     * @throws FaceInputException when the bytes are not one well-formed JSON object; it holds nothing of their content
     */
    static Map<String, FaceInput.Value> parse(byte[] body) {
        try (JsonParser parser = Json.parser(body)) {
            JsonToken first = parser.nextToken();
            Map<String, FaceInput.Value> members = Map.of();
            if (first == JsonToken.START_OBJECT) {
                members = members(parser);
            } else if (first == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
            if (first == null || parser.nextToken() != null) {
                throw FaceInputException.malformedJson();
            }
            if (first != JsonToken.START_OBJECT) {
                throw FaceInputException.notAnObject();
            }
            return members;
        } catch (JsonProcessingException | InvalidRequestException bad) {
            throw FaceInputException.malformedJson();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    private static Map<String, FaceInput.Value> members(JsonParser parser) throws IOException {
        Map<String, FaceInput.Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    private static FaceInput.Value value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> FaceInput.Value.of(FaceInput.Kind.NULL, "");
            case VALUE_TRUE, VALUE_FALSE -> FaceInput.Value.of(FaceInput.Kind.BOOLEAN, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FaceInput.Value.of(FaceInput.Kind.NUMBER, parser.getText());
            case VALUE_STRING -> FaceInput.Value.text(parser.getText());
            case START_OBJECT ->
                new FaceInput.Value(FaceInput.Kind.OBJECT, "", new FaceInput(members(parser), false), null);
            default -> {
                parser.skipChildren();
                yield FaceInput.Value.of(FaceInput.Kind.ARRAY, "");
            }
        };
    }
}
