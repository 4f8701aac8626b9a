package io.latchkey.bootstrap.settings.key;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports a configuration that the service does not start with. Each problem is one sentence for the operator. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidSettingException(String sentence) {
        this(List.of(sentence));
    }

    /** @param problems one sentence each; at least one */
    public InvalidSettingException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.stream()
                                .collect(Collectors.joining(
                                        "\n - ", "The configuration has " + problems.size() + " problems:\n - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** The sentences, one for each problem. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Builds an object from settings.
     *
     * @param prefix beginning of the key to blame when the builder throws an {@link IllegalArgumentException}; the
     *     message of that exception names the last part of the key or starts with "must"
     */
    public static <T> T of(String prefix, Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException bad) {
            String message = String.valueOf(bad.getMessage());
            throw new InvalidSettingException(prefix + (message.startsWith("must ") ? " " : ".") + message + ".");
        }
    }
}
