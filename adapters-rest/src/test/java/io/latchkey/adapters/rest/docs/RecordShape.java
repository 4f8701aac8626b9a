package io.latchkey.adapters.rest.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.adapters.rest.json.Member;
import io.latchkey.adapters.rest.json.RequestBody;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of a record as JSON has them. */
final class RecordShape {
    private static final Map<Type, String> TYPES = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(Member.class, "string"),
            Map.entry(Instant.class, "string"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"));

    private RecordShape() {}

    /**
     * A member.
     *
     * @param type its JSON type, {@code [type]} for an array, or the name of a schema
     * @param isAlwaysThere whether an answer never lacks it; a request is not judged by its record
     */
    record MemberShape(String type, boolean isNullable, boolean isAlwaysThere) {}

    /** @param schemas finds the name of the schema of a record */
    static Map<String, MemberShape> of(Class<?> type, Function<Class<?>, String> schemas) {
        boolean isRequest = RequestBody.class.isAssignableFrom(type);
        Map<String, MemberShape> members = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isLeftOut = isLeftOut(component) || isLeftOut(type);
            boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            members.put(
                    name(component),
                    new MemberShape(
                            type(component.getGenericType(), schemas),
                            component.getType() == Member.class || !isRequest && mayBeNull && !isLeftOut,
                            !isRequest && !(isLeftOut && mayBeNull)));
        }
        return members;
    }

    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static boolean isLeftOut(RecordComponent component) {
        return isLeftOut(Optional.ofNullable(component.getAccessor().getAnnotation(JsonInclude.class)));
    }

    private static boolean isLeftOut(Class<?> type) {
        return isLeftOut(Optional.ofNullable(type.getAnnotation(JsonInclude.class)));
    }

    private static boolean isLeftOut(Optional<JsonInclude> rule) {
        return rule.filter(include -> include.value() == JsonInclude.Include.NON_NULL)
                .isPresent();
    }

    private static String type(Type type, Function<Class<?>, String> schemas) {
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments = Arrays.asList(generic.getActualTypeArguments());
            return generic.getRawType() == List.class ? "[" + type(arguments.get(0), schemas) + "]" : "object";
        }
        return TYPES.containsKey(type) ? TYPES.get(type) : schemas.apply((Class<?>) type);
    }
}
