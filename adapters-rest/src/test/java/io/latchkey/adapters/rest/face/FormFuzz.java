package io.latchkey.adapters.rest.face;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms as browsers send them. */
public final class FormFuzz {
    private FormFuzz() {}

    /** A form that was read is written and read again. */
    public static void urlencoded(byte[] input) {
        Map<String, FaceInput.Value> read;
        try {
            read = FormParser.urlencoded(input);
        } catch (FaceInputException refused) {
            return;
        }
        String written = read.entrySet().stream()
                .map(field ->
                        encode(field.getKey()) + '=' + encode(field.getValue().text()))
                .collect(Collectors.joining("&"));
        require(
                texts(FormParser.urlencoded(written.getBytes(StandardCharsets.UTF_8)))
                        .equals(texts(read)),
                "the form reads otherwise when it is written again");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(Map<String, FaceInput.Value> form) {
        return form.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().text()));
    }

    /** The boundary is the first word of the input, the parts are all of it. */
    public static void multipart(byte[] input) {
        String boundary = text(input).lines().findFirst().orElse("").replaceFirst("^--", "");
        try {
            FormParser.multipart(input, new MediaType("multipart", "form-data", Map.of("boundary", boundary)))
                    .keySet()
                    .forEach(name -> require(name != null, "a field without a name"));
        } catch (FaceInputException refused) {
            return;
        }
    }

    /** A face's JSON is an object, and its texts are there. */
    public static void json(byte[] input) {
        try {
            JsonInputParser.parse(input).values().forEach(value -> require(value.text() != null, "no text"));
        } catch (FaceInputException refused) {
            return;
        }
    }

    public static void query(byte[] input) {
        try {
            FormParser.query(text(input)).values().forEach(value -> require(value.text() != null, "no text"));
        } catch (FaceInputException refused) {
            return;
        }
    }
}
