package io.latchkey.adapters.rest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a request record from a JSON object. It converts nothing: a number or boolean is never read as a text. */
final class RequestBinder {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private RequestBinder() {}

    /** @throws InvalidRequestException naming every member that is refused */
    static Object bind(Class<?> type, ObjectNode object) {
        Shape shape = SHAPES.get(type);
        List<FieldError> errors = new ArrayList<>();
        @Nullable Object[] values = new @Nullable Object[shape.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = shape.components().get(i);
            String name = component.getName();
            String text = read(name, object.get(name), errors);
            values[i] = component.getType() == Member.class ? object.has(name) ? Member.of(text) : Member.ABSENT : text;
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return shape.create(values);
    }

    private static @Nullable String read(String name, @Nullable JsonNode node, List<FieldError> errors) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            errors.add(new FieldError(name, "must be a text"));
            return null;
        }
        String text = node.textValue();
        if (text.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(name, "must not contain control characters"));
        } else if (text.codePoints().anyMatch(symbol -> Character.getType(symbol) == Character.SURROGATE)) {
            errors.add(new FieldError(name, "must be well-formed Unicode"));
        }
        return text;
    }

    private record Shape(Constructor<?> constructor, List<RecordComponent> components) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null
                    || !Arrays.stream(components)
                            .allMatch(component ->
                                    component.getType() == String.class || component.getType() == Member.class)) {
                throw new IllegalStateException(type.getName() + " is no record of texts");
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(constructor, List.of(components));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
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
