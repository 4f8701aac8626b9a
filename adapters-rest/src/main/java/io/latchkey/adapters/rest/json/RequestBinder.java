package io.latchkey.adapters.rest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.domain.shared.PastedText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates a request record from a JSON object. It converts nothing: a number or boolean is never read as a text. */
final class RequestBinder {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private static final int MOST_UNKNOWN = 10;
    private static final int LONGEST_UNKNOWN = 64;

    private RequestBinder() {}

    /** @throws InvalidRequestException naming every member that is refused */
    static Object bind(Class<?> type, ObjectNode object) {
        Shape shape = SHAPES.get(type);
        List<FieldError> errors = new ArrayList<>();
        @Nullable Object[] values = new @Nullable Object[shape.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = shape.components().get(i);
            String name = component.getName();
            values[i] = Kind.of(component).read(name, object, errors);
        }
        refuseUnknown(shape, object, errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return shape.create(values);
    }

    /** So that nobody believes a member was heard that is not. */
    private static void refuseUnknown(Shape shape, ObjectNode object, List<FieldError> errors) {
        List<FieldError> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!shape.names().contains(name) && unknown.size() < MOST_UNKNOWN) {
                unknown.add(new FieldError(shown(name), "is no member of this request"));
            }
        });
        errors.addAll(unknown);
    }

    /** A name that can stand in an answer and a log: printable, and not long. */
    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_UNKNOWN)
                .forEach(symbol -> shown.appendCodePoint(
                        Character.isISOControl(symbol) || Character.getType(symbol) == Character.SURROGATE
                                ? '\uFFFD'
                                : symbol));
        return shown.toString();
    }

    private static @Nullable String read(String name, @Nullable JsonNode node, List<FieldError> errors) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            errors.add(new FieldError(name, "must be a text"));
            return null;
        }
        String text = PastedText.withoutLineEnds(node.textValue());
        check(name, text, errors);
        return text;
    }

    private static void check(String name, String text, List<FieldError> errors) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(name, "must not contain control characters"));
        } else if (text.codePoints().anyMatch(symbol -> Character.getType(symbol) == Character.SURROGATE)) {
            errors.add(new FieldError(name, "must be well-formed Unicode"));
        }
    }

    private static List<String> texts(String name, JsonNode node, List<FieldError> errors) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            int errorsBefore = errors.size();
            @Nullable String text = read(name, element, errors);
            if (text == null && errors.size() == errorsBefore) {
                errors.add(new FieldError(name, "must be a text"));
            }
            if (text == null) {
                return List.of();
            }
            texts.add(text);
        }
        return texts;
    }

    /** Whether a member has the type; one that is neither missing nor null is an error otherwise. */
    private static boolean holdsTexts(
            String name, JsonNode node, JsonNodeType type, String error, List<FieldError> errors) {
        if (!node.isMissingNode() && !node.isNull() && node.getNodeType() != type) {
            errors.add(new FieldError(name, error));
        }
        return node.getNodeType() == type;
    }

    /** What a component is read from. */
    private enum Kind {
        TEXT(String.class) {
            @Override
            @Nullable
            Object read(String name, ObjectNode object, List<FieldError> errors) {
                return RequestBinder.read(name, object.get(name), errors);
            }
        },
        MEMBER(Member.class) {
            @Override
            Object read(String name, ObjectNode object, List<FieldError> errors) {
                return object.has(name) ? Member.of(RequestBinder.read(name, object.get(name), errors)) : Member.ABSENT;
            }
        },
        TEXTS(List.class) {
            @Override
            @Nullable
            Object read(String name, ObjectNode object, List<FieldError> errors) {
                JsonNode node = object.path(name);
                return holdsTexts(name, node, JsonNodeType.ARRAY, "must be a list of texts", errors)
                        ? texts(name, node, errors)
                        : null;
            }
        },
        TEXTS_BY_NAME(Map.class) {
            @Override
            @Nullable
            Object read(String name, ObjectNode object, List<FieldError> errors) {
                JsonNode node = object.path(name);
                if (!holdsTexts(name, node, JsonNodeType.OBJECT, "must be an object of texts", errors)) {
                    return null;
                }
                node.fieldNames().forEachRemaining(each -> check(name, each, errors));
                Map<String, String> named = new TreeMap<>();
                Iterator<String> names = node.fieldNames();
                texts(name, node, errors).forEach(value -> named.put(names.next(), value));
                return named;
            }
        };

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        static boolean isKnown(RecordComponent component) {
            return Arrays.stream(values()).anyMatch(kind -> kind.type == component.getType());
        }

        static Kind of(RecordComponent component) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type == component.getType())
                    .findFirst()
                    .orElseThrow();
        }

        /** The value of the component; null when it is absent, null or refused. */
        abstract @Nullable Object read(String name, ObjectNode object, List<FieldError> errors);
    }

    private record Shape(Constructor<?> constructor, List<RecordComponent> components, Set<String> names) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null || !Arrays.stream(components).allMatch(Kind::isKnown)) {
                throw new IllegalStateException(type.getName() + " is no record of texts");
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(
                        constructor,
                        List.of(components),
                        Stream.concat(Arrays.stream(components).map(RecordComponent::getName), shown(type))
                                .collect(Collectors.toUnmodifiableSet()));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static Stream<String> shown(Class<?> type) {
            @Nullable ShownMembers shown = type.getAnnotation(ShownMembers.class);
            return shown == null ? Stream.empty() : Arrays.stream(shown.value());
        }

        Object create(@Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException | InstantiationException | IllegalAccessException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
