package io.latchkey.bootstrap.settings.key;

import java.util.function.Supplier;

/** Reports a configuration that the service does not start with. Its message is one sentence for the operator. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String sentence) {
        super(sentence);
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
