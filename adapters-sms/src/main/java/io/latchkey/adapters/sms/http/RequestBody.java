package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.sms.definition.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The names that are not sent, because one before them has a value. */
    private static List<String> spare(List<String> oneOf, Predicate<String> hasValue) {
        return oneOf.stream().filter(hasValue).skip(1).toList();
    }

    /**
     * Form fields. A field that is a single placeholder without a value is left out.
     *
     * @param documents names of the fields that hold an XML document
     * @param oneOf names of fields of which only the first that has a value is sent
     */
    record Form(Map<String, Template> fields, Set<String> documents, List<String> oneOf) implements RequestBody {
        @Override
        public String mediaType() {
            return Notation.FORM.mediaType();
        }

        @Override
        public String fill(Function<String, String> values) {
            List<String> spare = spare(
                    oneOf,
                    name -> present(Objects.requireNonNull(fields.get(name)), values)
                            .isPresent());
            return fields.entrySet().stream()
                    .filter(field -> !spare.contains(field.getKey()))
                    .flatMap(field -> (documents.contains(field.getKey())
                                    ? Optional.of(field.getValue().fill(values, Notation.XML::escape))
                                    : present(field.getValue(), values))
                            .map(value -> pair(field.getKey(), value)).stream())
                    .collect(Collectors.joining("&"));
        }

        @Override
        public void templates(Consumer<Template> visitor) {
            fields.values().forEach(visitor);
        }

        static String pair(String name, String value) {
            return Notation.FORM.escape(name) + '=' + Notation.FORM.escape(value);
        }
    }

    /**
     * A document whose texts are templates. A member that is a single placeholder without a value is left out. An
     * object or a list of which all is left out is left out, too.
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
                    object.remove(spare(oneOf, object::has));
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
        }

        record Items(List<Element> items) implements Element {
            @Override
            public Optional<JsonNode> fill(Function<String, String> values) {
                ArrayNode node = Json.MAPPER.createArrayNode();
                items.forEach(item -> item.fill(values).ifPresent(node::add));
                return node.isEmpty() ? Optional.empty() : Optional.of(node);
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
