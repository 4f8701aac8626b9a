package io.latchkey.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.docs.Manual;
import io.latchkey.adapters.rest.face.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Compares answers with the OpenAPI documents: an answer of a described operation has a status that is told there, the
 * members of its schema and, when it is a problem, a type that is told.
 */
final class Documented {
    private static final String PROBLEMS = "x-problems";
    private static final List<Operation> OPERATIONS = Stream.concat(
                    Stream.of(Manual.NATIVE),
                    LatchkeyRestClasses.faces().stream().map(Face::name))
            .map(Manual::read)
            .flatMap(document -> operations(document).stream())
            .toList();

    private Documented() {}

    private record Operation(ObjectNode document, String method, Pattern path, JsonNode told) {
        boolean serves(String method, String path) {
            return this.method.equals(method) && this.path.matcher(path).matches();
        }

        Optional<JsonNode> answer(String status) {
            return Optional.ofNullable(told.path("responses").get(status)).map(this::resolved);
        }

        boolean isOfFace() {
            return document.findValue(PROBLEMS) == null;
        }

        JsonNode resolved(JsonNode node) {
            return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
        }
    }

    private static List<Operation> operations(ObjectNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            Pattern pattern =
                    Pattern.compile(path.getKey().replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+") + "/?");
            path.getValue()
                    .properties()
                    .forEach(member -> operations.add(new Operation(
                            document, member.getKey().toUpperCase(Locale.ROOT), pattern, member.getValue())));
        }
        // A path without a variable comes first, as in the service.
        operations.sort((one, other) -> Boolean.compare(
                one.path().pattern().contains("[^/]"), other.path().pattern().contains("[^/]")));
        return operations;
    }

    /** @throws AssertionError when the documents tell something else of the answer */
    static void check(String method, String path, Reply reply) {
        String plain = path.replaceFirst("\\?.*", "");
        OPERATIONS.stream()
                .filter(operation -> operation.serves(method, plain))
                .findFirst()
                .ifPresent(operation -> check(operation, reply));
    }

    private static void check(Operation operation, Reply reply) {
        String status = Integer.toString(reply.status());
        Optional<JsonNode> told = operation.answer(status);
        if (reply.isJson() && reply.json().has("type") && reply.status() >= 400) {
            String type = reply.get("type").replaceFirst(".*[/#]", "");
            if (operation.isOfFace() && type.equals("not-found")) {
                // The face is switched off, or served elsewhere.
                return;
            }
            boolean isTold = told.filter(answer -> names(answer, type)).isPresent()
                    || operation
                            .answer("default")
                            .filter(other -> names(other, type))
                            .isPresent();
            require(isTold, reply, "the problem " + type + " is not told");
        } else {
            boolean isUnusual = List.of(405, 406, 408, 413, 415, 500, 503).contains(reply.status());
            require(told.isPresent() || isUnusual, reply, "the status is not told");
        }
        JsonNode content = told.or(() -> operation.answer("default"))
                .map(answer -> answer.path("content"))
                .orElseThrow();
        if (reply.isJson()) {
            List<JsonNode> schemas = content.findValues("schema");
            require(!schemas.isEmpty(), reply, "no body is told");
            compare(operation, schemas.get(0), reply.json(), reply, "");
        }
    }

    private static boolean names(JsonNode answer, String type) {
        return answer.path(PROBLEMS).toString().contains('"' + type + '"');
    }

    private static void compare(Operation operation, JsonNode asTold, JsonNode found, Reply reply, String at) {
        JsonNode schema = operation.resolved(asTold);
        if (schema.has("anyOf")) {
            require(
                    StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                            .anyMatch(one -> fits(operation, one, found, reply, at)),
                    reply,
                    at + " is none of what is told");
            return;
        }
        String types = schema.path("type").toString();
        if (!schema.has("type")) {
            return;
        }
        require(types.contains('"' + kind(found, types) + '"'), reply, at + " is no " + types);
        if (schema.has("enum")) {
            require(schema.path("enum").toString().contains(found.toString()), reply, at + " is no value of the enum");
        }
        if (found.isArray()) {
            found.forEach(each -> compare(operation, schema.path("items"), each, reply, at + "/*"));
        }
        if (found.isObject() && schema.has("properties")) {
            schema.path("required").forEach(name -> require(found.has(name.textValue()), reply, at + " lacks " + name));
            found.properties().forEach(member -> {
                JsonNode told = schema.path("properties").get(member.getKey());
                require(told != null, reply, at + "/" + member.getKey() + " is not told");
                compare(operation, told, member.getValue(), reply, at + "/" + member.getKey());
            });
        }
    }

    private static boolean fits(Operation operation, JsonNode schema, JsonNode found, Reply reply, String at) {
        try {
            compare(operation, schema, found, reply, at);
            return true;
        } catch (AssertionError other) {
            return false;
        }
    }

    private static String kind(JsonNode found, String types) {
        return switch (found.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> found.isIntegralNumber() && types.contains("integer") ? "integer" : "number";
            default -> "null";
        };
    }

    private static void require(boolean isSo, Reply reply, String otherwise) {
        if (!isSo) {
            throw new AssertionError(reply + ": " + otherwise + " in the OpenAPI document: " + reply.text());
        }
    }
}
