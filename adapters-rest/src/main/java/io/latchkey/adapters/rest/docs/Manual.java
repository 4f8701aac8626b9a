package io.latchkey.adapters.rest.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI documents as they are written: files in YAML beside the resources. */
public final class Manual {
    /** The document of the native API. All others are named after a face. */
    public static final String NATIVE = "native";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private Manual() {}

    /** @throws IllegalArgumentException when there is no document of that name */
    public static ObjectNode read(String name) {
        try (InputStream file = Manual.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            if (file == null) {
                throw new IllegalArgumentException("no document is named " + name);
            }
            return YAML.readValue(file, ObjectNode.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes a document in YAML. */
    static String write(ObjectNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
