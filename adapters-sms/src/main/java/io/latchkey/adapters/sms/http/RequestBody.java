package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.sms.definition.Template;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The body of a call. Values are escaped for its notation. */
public sealed interface RequestBody {
    String mediaType();

    String fill(Function<String, String> values);

    /** Passes every template of the body to the visitor. */
    void templates(Consumer<Template> visitor);

    /** Names of the fields at the top of the body; empty when it is one text. */
    default Set<String> fields() {
        return Set.of();
    }

    /** This body, of whose fields with these names only the first that has a value is sent. */
    default RequestBody oneOf(List<String> names) {
        throw new IllegalArgumentException("a text has no fields");
    }

    /** Whether one of the names before this one was sent already. */
    private static boolean isSpare(String name, List<String> oneOf, Predicate<String> isPresent) {
        int place = oneOf.indexOf(name);
        return place > 0 && oneOf.subList(0, place).stream().anyMatch(isPresent);
    }

    /**
     * Form fields. A field that is a single placeholder without a value is left out.
     *
     * @param documents names of the fields that hold an XML document
     * @param oneOf names of fields of which only the first that has a value is sent
     */
    record Form(Map<String, Template> templates, Set<String> documents, List<String> oneOf) implements RequestBody {
        @Override
        public Set<String> fields() {
            return templates.keySet();
        }

        @Override
        public RequestBody oneOf(List<String> names) {
            return new Form(templates, documents, List.copyOf(names));
        }

        @Override
        public String mediaType() {
            return Notation.FORM.mediaType();
        }

        @Override
        public String fill(Function<String, String> values) {
            return templates.entrySet().stream()
                    .filter(field -> !isSpare(field.getKey(), oneOf, name -> hasValue(name, values)))
                    .flatMap(field -> (documents.contains(field.getKey())
                                    ? Optional.of(field.getValue().fill(values, Notation.XML::escape))
                                    : present(field.getValue(), values))
                            .map(value -> pair(field.getKey(), value)).stream())
                    .collect(Collectors.joining("&"));
        }

        private boolean hasValue(String name, Function<String, String> values) {
            Template template = templates.get(name);
            return template != null && present(template, values).isPresent();
        }

        @Override
        public void templates(Consumer<Template> visitor) {
            templates.values().forEach(visitor);
        }

        static String pair(String name, String value) {
            return Notation.FORM.escape(name) + '=' + Notation.FORM.escape(value);
        }
    }

    /**
     * A document whose texts are templates. A member that is a single placeholder without a value is left out. An
     * object whose members are all left out is left out, too.
     *
     * @param oneOf names of members at the top of which only the first that has a value is sent
     */
    record Json(Element root, List<String> oneOf) implements RequestBody {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        @Override
        public String mediaType() {
            return Notation.JSON.mediaType();
        }

        @Override
        public String fill(Function<String, String> values) {
            try {
                JsonNode document = root.fill(values).orElseGet(MAPPER::createObjectNode);
                if (document instanceof ObjectNode object) {
                    Set<String> present = new HashSet<>();
                    object.fieldNames().forEachRemaining(present::add);
                    present.stream()
                            .filter(name -> isSpare(name, oneOf, present::contains))
                            .forEach(object::remove);
                }
                return MAPPER.writeValueAsString(document);
            } catch (JsonProcessingException unwritable) {
                throw new IllegalStateException("a tree of JSON that cannot be written", unwritable);
            }
        }

        @Override
        public void templates(Consumer<Template> visitor) {
            root.templates(visitor);
        }

        @Override
        public Set<String> fields() {
            return root.names();
        }

        @Override
        public RequestBody oneOf(List<String> names) {
            return new Json(root, List.copyOf(names));
        }
    }

    /** A body that the definition writes out. Values are escaped for its notation. */
    record Written(Notation notation, Template document) implements RequestBody {
        @Override
        public String mediaType() {
            return notation.mediaType();
        }

        @Override
        public String fill(Function<String, String> values) {
            return document.fill(values, notation::escape);
        }

        @Override
        public void templates(Consumer<Template> visitor) {
            visitor.accept(document);
        }
    }

    /** The filled template; empty when it is a single placeholder without a value. */
    static Optional<String> present(Template template, Function<String, String> values) {
        String value = template.fill(values);
        return value.isEmpty() && template.isOnePlaceholder() ? Optional.empty() : Optional.of(value);
    }

    /** A part of a JSON document. */
    sealed interface Element {
        /** The JSON node; empty when it is to be left out. */
        Optional<JsonNode> fill(Function<String, String> values);

        void templates(Consumer<Template> visitor);

        /** Names of its members; empty when it is no object. */
        default Set<String> names() {
            return Set.of();
        }

        record Members(Map<String, Element> members) implements Element {
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                ObjectNode node = Json.MAPPER.createObjectNode();
                members.forEach((name, member) -> member.fill(values).ifPresent(filled -> node.set(name, filled)));
                return node.isEmpty() && !members.isEmpty() ? Optional.empty() : Optional.of(node);
            }

            @Override
            public void templates(Consumer<Template> visitor) {
                members.values().forEach(member -> member.templates(visitor));
            }

            @Override
            public Set<String> names() {
                return members.keySet();
            }
        }

        record Items(List<Element> items) implements Element {
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                ArrayNode node = Json.MAPPER.createArrayNode();
                items.forEach(item -> item.fill(values).ifPresent(node::add));
                return Optional.of(node);
            }

            @Override
            public void templates(Consumer<Template> visitor) {
                items.forEach(item -> item.templates(visitor));
            }
        }

        record Text(Template template) implements Element {
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                return present(template, values).map(Json.MAPPER.getNodeFactory()::textNode);
            }

            @Override
            public void templates(Consumer<Template> visitor) {
                visitor.accept(template);
            }
        }

        /**
         * A placeholder whose value is a number or a truth value.
         *
         * @param isNumber whether it is a number
         */
        record Typed(Template template, boolean isNumber) implements Element {
            private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

            /** @throws IllegalStateException when the value is of another type; the text does not hold it */
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                return present(template, values).map(this::node);
            }

            private JsonNode node(String value) {
                if (!isNumber && Set.of("true", "false").contains(value)) {
                    return Json.MAPPER.getNodeFactory().booleanNode(value.equals("true"));
                }
                if (isNumber && NUMBER.matcher(value).matches()) {
                    return Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(value));
                }
                throw new IllegalStateException(
                        isNumber ? "a value is no number" : "a value is neither true nor false");
            }

            @Override
            public void templates(Consumer<Template> visitor) {
                visitor.accept(template);
            }
        }

        /** A number or a truth value. */
        record Constant(JsonNode node) implements Element {
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                return Optional.of(node);
            }

            @Override
            public void templates(Consumer<Template> visitor) {}
        }
    }
}
