package io.latchkey.bootstrap.e2e;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message as its reader got it. */
record Letter(String subject, String text) {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?:[0-9]{2})?(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+#token=(\\S+)");

    Optional<String> code() {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The token in the link; empty where there is no link. */
    Optional<String> linkToken() {
        Matcher matcher = LINK.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
