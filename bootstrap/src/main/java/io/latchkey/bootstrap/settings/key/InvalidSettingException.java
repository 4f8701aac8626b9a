package io.latchkey.bootstrap.settings.key;

import java.util.function.Supplier;

/** A configuration the service does not start with. Its message is the one sentence the operator gets. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String sentence) {
        super(sentence);
    }

    /**
     * Builds something out of settings.
     *
     * @param prefix blamed when the builder refuses with an {@link IllegalArgumentException}, whose message names the last part of
     *     the key or starts with "must"
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
