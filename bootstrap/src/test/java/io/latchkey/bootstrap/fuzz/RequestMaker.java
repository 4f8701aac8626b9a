package io.latchkey.bootstrap.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.docs.Manual;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes requests of the operations that an OpenAPI document tells: a third as the document says, a third with one thing wrong, and a third
 * that no honest client sends. The same seed makes the same requests. For one thread.
 */
public final class RequestMaker {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEEP = 3_000;

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=" + "b".repeat(200),
            "text/plain",
            "text/html",
            "application/xml",
            "image/png",
            "image/*",
            "*/*",
            "x/y; a=\"",
            "json");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Random random;
    private final MadeUpTexts texts;

    private record Operation(String method, String path, JsonNode shared, JsonNode told) {}

    /**
     * @param name of the document: {@code native} or that of a face
     * @param leaveOut beginnings of paths that are not called
     */
    public RequestMaker(String name, List<String> leaveOut, long seed) {
        this.document = Manual.read(name);
        this.random = new Random(seed);
        this.texts = new MadeUpTexts(random);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> leaveOut.stream()
                                .noneMatch(
                                        (operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey())
                                                ::startsWith))
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().path("parameters"),
                                operation.getValue()))));
        operations.sort(Comparator.comparing((Operation one) -> one.path()).thenComparing(Operation::method));
    }

    /** Number of operations that requests are made of. */
    public int operations() {
        return operations.size();
    }

    /** The next request. All operations take turns. */
    public MadeUpRequest next(int turn) {
        Operation operation = operations.get(Math.floorMod(turn, operations.size()));
        int kind = random.nextInt(3);
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder();
        String path = operation.path();
        for (JsonNode parameter : parameters(operation)) {
            String name = parameter.path("name").asText();
            String value = kind == 2 && random.nextBoolean()
                    ? texts.hostile()
                    : value(parameter.path("schema"), name, 0).asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encode(value));
                case "query" -> {
                    if (parameter.path("required").asBoolean() || random.nextBoolean()) {
                        add(query, name, value);
                    }
                }
                case "header" -> headers.put(name, inHeader(value));
                default -> headers.put("Cookie", name + '=' + inHeader(value));
            }
        }
        if (kind == 2) {
            oddities(headers, query);
        }
        // A text that belongs to no parameter stays as an id that nobody has.
        path = path.replaceAll("\\{[a-zA-Z]+}", "x");
        return withBody(operation, kind, path + (query.isEmpty() ? "" : "?" + query), headers);
    }

    private List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.shared().forEach(parameter -> parameters.add(resolved(parameter)));
        operation.told().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value));
    }

    private void oddities(Map<String, String> headers, StringBuilder query) {
        switch (random.nextInt(12)) {
            case 0 -> headers.put("Accept", oneOf("text/html", "image/png", "x", ";;", ""));
            case 1 -> headers.put("Accept-Language", inHeader(texts.hostile()));
            case 2 -> headers.put("X-Forwarded-For", inHeader(texts.hostile()) + ", 10.1.2.3");
            case 3 -> headers.put("Cookie", "__Host-latchkey-refresh=" + inHeader(texts.hostile()) + "; a; =; b=c=d");
            case 4 ->
                headers.put("Authorization", oneOf("Bearer", "Basic x", "token a:b", "Bearer a.b.c", "Digest \""));
            case 5 -> headers.put("If-Match", oneOf("*", "\"", "W/\"1\"", "\"1\", \"2\"", "1"));
            case 6 -> add(query, texts.word(), texts.hostile());
            case 7 -> headers.put("Origin", oneOf("null", "https://evil.example", "x", "https://"));
            case 8 -> headers.put("User-Agent", inHeader(texts.hostile()));
            case 9 -> headers.put("X-Api-Key", oneOf("x", "a.b", "lk_1"));
            case 10 -> headers.put("Latchkey-Device", oneOf("x", "a.b"));
            default ->
                headers.put("Cookie", inHeader(texts.hostile()) + "; latchkey-device=" + inHeader(texts.hostile()));
        }
    }

    /** One of these values of a field, or another that is none. */
    private String oneOf(String... values) {
        int chosen = random.nextInt(values.length + 2);
        return chosen < values.length ? values[chosen] : inHeader(texts.hostile());
    }

    private MadeUpRequest withBody(Operation operation, int kind, String path, Map<String, String> headers) {
        JsonNode content = resolved(operation.told().path("requestBody")).path("content");
        List<String> types = new ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        if (types.isEmpty()) {
            boolean isOdd = kind == 2 && !operation.method().equals("GET") && random.nextInt(3) == 0;
            return isOdd
                    ? new MadeUpRequest(operation.method(), path, headers, oddType(), broken("{}"))
                    : new MadeUpRequest(operation.method(), path, headers, "", new byte[0]);
        }
        String type = types.get(random.nextInt(types.size()));
        JsonNode told = content.path(type);
        JsonNode body = random.nextInt(3) == 0 && told.has("example")
                ? told.path("example").deepCopy()
                : value(told.path("schema"), "", 0);
        if (kind == 1) {
            spoil(body);
        }
        if (kind == 2 && random.nextBoolean()) {
            return new MadeUpRequest(operation.method(), path, headers, oddType(), broken(body.toString()));
        }
        return encoded(operation, path, headers, type, kind == 2 ? hostile(body) : body);
    }

    private MadeUpRequest encoded(
            Operation operation, String path, Map<String, String> headers, String type, JsonNode body) {
        if (type.startsWith("multipart/")) {
            return new MadeUpRequest(
                    operation.method(), path, headers, "multipart/form-data; boundary=part-of-form", multipart(body));
        }
        if (type.contains("x-www-form-urlencoded")) {
            StringBuilder form = new StringBuilder();
            body.properties()
                    .forEach(member ->
                            add(form, member.getKey(), member.getValue().asText()));
            return new MadeUpRequest(operation.method(), path, headers, type, bytes(form.toString()));
        }
        String sent = type.contains("*") ? "image/png" : type;
        return new MadeUpRequest(
                operation.method(), path, headers, sent, type.contains("json") ? bytes(body.toString()) : picture());
    }

    private byte[] picture() {
        byte[] some = new byte[random.nextInt(200)];
        random.nextBytes(some);
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        System.arraycopy(head, 0, some, 0, Math.min(head.length, some.length));
        return some;
    }

    private byte[] multipart(JsonNode body) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        body.properties().forEach(member -> {
            parts.writeBytes(bytes("--part-of-form\r\nContent-Disposition: form-data; name=\""
                    + member.getKey().replace("\"", "%22").replaceAll("[\r\n]", " ") + "\"\r\n\r\n"));
            parts.writeBytes(bytes(member.getValue().asText()));
            parts.writeBytes(bytes("\r\n"));
        });
        parts.writeBytes(bytes(random.nextInt(20) == 0 ? "--part-of-form" : "--part-of-form--\r\n"));
        return parts.toByteArray();
    }

    private String oddType() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    /** A body that is cut off, changed somewhere, too deep, too long, or of another kind. */
    private byte[] broken(String body) {
        byte[] bytes = bytes(body);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> {
                if (bytes.length > 0) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield bytes;
            }
            case 2 -> bytes("[".repeat(DEEP));
            case 3 -> bytes("{\"a\":".repeat(DEEP));
            case 4 -> bytes("{\"a\":\"" + "x".repeat(30_000) + "\"}");
            case 5 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{', (byte) 0xc0, (byte) 0xaf};
            case 6 -> bytes("a=1&a=2&%zz=%&=&&" + texts.hostile());
            default ->
                bytes("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\r\n\r\n" + texts.hostile());
        };
    }

    /** Makes one thing of a body wrong. */
    private void spoil(JsonNode body) {
        if (!(body instanceof ObjectNode object) || object.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, random.nextInt());
            case 3 -> object.put(name, random.nextBoolean());
            case 4 -> object.putArray(name).add("x");
            case 5 -> object.put(texts.word(), "x");
            default -> object.put(name, object.path(name).asText() + ' ');
        }
    }

    private JsonNode hostile(JsonNode body) {
        if (body instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> random.nextBoolean()).forEach(name -> object.put(name, texts.hostile()));
        }
        return body;
    }

    private JsonNode value(JsonNode asTold, String name, int depth) {
        JsonNode schema = resolved(asTold);
        for (String alternatives : List.of("anyOf", "oneOf")) {
            if (schema.has(alternatives)) {
                JsonNode all = schema.path(alternatives);
                return value(all.get(random.nextInt(all.size())), name, depth);
            }
        }
        if (schema.has("enum")) {
            JsonNode all = schema.path("enum");
            return all.get(random.nextInt(all.size()));
        }
        if (schema.path("examples").size() > 0 && random.nextInt(3) == 0) {
            return schema.path("examples").get(0);
        }
        JsonNode types = schema.path("type");
        String type = types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> NODES.numberNode(random.nextInt(1_000));
            case "number" -> NODES.numberNode(random.nextDouble());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(texts.usual(name, schema.path("format").asText()));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.createObjectNode();
        List<String> required = texts(schema.path("required"));
        schema.path("properties").properties().forEach(member -> {
            if (required.contains(member.getKey()) || depth < 3 && random.nextInt(3) > 0) {
                object.set(member.getKey(), value(member.getValue(), member.getKey(), depth + 1));
            }
        });
        return object;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(value(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A header's value that clients send: no control character, no other alphabet. */
    private static String inHeader(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > 2_000 ? plain.substring(0, 2_000) : plain;
    }
}
