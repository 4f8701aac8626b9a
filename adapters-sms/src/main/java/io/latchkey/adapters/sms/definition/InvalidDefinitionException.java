package io.latchkey.adapters.sms.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses a data file. The message names file, line and key; of several problems it tells each on a line. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    /**
     * @param line from 1
     * @param key such as {@code request.url}; empty text for the whole file
     * @param reason a phrase that follows the name of the key or of the file
     */
    public InvalidDefinitionException(String file, int line, String key, String reason) {
        super(file + ":" + line + ": " + (key.isEmpty() ? reason : key + " " + reason));
        this.key = key;
        this.reason = reason;
    }

    private InvalidDefinitionException(String message, InvalidDefinitionException first) {
        super(message, first);
        this.key = first.key;
        this.reason = first.reason;
    }

    /**
     * One refusal for several problems. Its key and reason are those of the first.
     *
     * @param problems one or more
     */
    public static InvalidDefinitionException ofAll(List<InvalidDefinitionException> problems) {
        return problems.size() == 1
                ? problems.get(0)
                : new InvalidDefinitionException(
                        problems.stream()
                                .map(InvalidDefinitionException::getMessage)
                                .collect(Collectors.joining("\n")),
                        problems.get(0));
    }

    /** The key that is refused; empty text for the whole file. */
    public String key() {
        return key;
    }

    /** A phrase that says what is wrong and follows the name of the key. */
    public String reason() {
        return reason;
    }
}
