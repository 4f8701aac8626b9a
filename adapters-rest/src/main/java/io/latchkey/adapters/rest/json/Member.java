package io.latchkey.adapters.rest.json;

import org.jspecify.annotations.Nullable;

/**
 * A member of a JSON object that may be absent, null or a text (RFC 7396).
 *
 * @param isPresent whether the object has the member
 * @param text null when the member is absent or null
 */
public record Member(boolean isPresent, @Nullable String text) {
    public static final Member ABSENT = new Member(false, null);

    public static Member of(@Nullable String text) {
        return new Member(true, text);
    }

    @Override
    public String toString() {
        return isPresent ? "Member[present]" : "Member[absent]";
    }
}
