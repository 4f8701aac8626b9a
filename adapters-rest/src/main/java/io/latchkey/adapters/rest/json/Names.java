package io.latchkey.adapters.rest.json;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.List;
import java.util.Locale;

/** Reads constants by their names in lower case. */
public final class Names {
    private Names() {}

    /**
     * Reads the name of a constant.
     *
     * @param field what a refusal is about
     * @throws InvalidValueException with all names, when the type has no constant of this name
     */
    public static <E extends Enum<E>> E parse(String field, Class<E> type, String raw) {
        List<E> constants = List.of(type.getEnumConstants());
        return constants.stream()
                .filter(each -> name(each).equals(raw))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        field,
                        "must be one of "
                                + String.join(
                                        ", ",
                                        constants.stream().map(Names::name).toList())));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
