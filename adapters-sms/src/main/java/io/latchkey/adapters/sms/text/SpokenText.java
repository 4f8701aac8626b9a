package io.latchkey.adapters.sms.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prepares a text for reading aloud. Its code is spelt character by character, so that it is not read as a number. */
public final class SpokenText {
    /** The last line of a text, which programs read: {@code @host #code}, perhaps with the hash of an app after it. */
    private static final Pattern FOR_PROGRAMS = Pattern.compile("\\n@\\S+ #\\S+(?: [A-Za-z0-9+/]{11})?\\s*\\z");

    private SpokenText() {}

    /** The text with its code spelt and without the line for programs. */
    public static String of(String text, Optional<String> code) {
        String heard = FOR_PROGRAMS.matcher(text).replaceFirst("");
        return code.filter(sign -> !sign.isEmpty())
                .map(sign -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(sign) + "(?![A-Za-z0-9])")
                        .matcher(heard)
                        .replaceAll(Matcher.quoteReplacement(spell(sign))))
                .orElse(heard);
    }

    /** The code with a pause after each character: {@code 4, 8, 3, 9, 2, 0}. */
    public static String spell(String code) {
        return code.codePoints().mapToObj(Character::toString).collect(Collectors.joining(", "));
    }
}
