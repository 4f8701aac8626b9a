package io.latchkey.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that tells other services how to check our tokens. Tests take the lines from it, so that they are true. */
final class VerifyTokensPage {
    /** The issuer of the page. */
    static final String ISSUER = "https://accounts.example.org";

    private VerifyTokensPage() {}

    /** The lines below a mark of the page. */
    static String lines(String mark) {
        Matcher found = Pattern.compile("<!-- lines of " + Pattern.quote(mark) + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(read(Path.of("../docs/verify-tokens.md")));
        if (!found.find()) {
            throw new AssertionError("no lines of " + mark);
        }
        return found.group(1);
    }

    /** A text without what formatting may change. */
    static String squeeze(String text) {
        return text.replaceAll("\\s+", "");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
