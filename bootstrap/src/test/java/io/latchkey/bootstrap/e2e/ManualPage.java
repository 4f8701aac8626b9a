package io.latchkey.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages that tell others how to use the service. Tests take the lines from them, so that they are true. */
final class ManualPage {
    /** Where the service is in all pages. */
    static final String SERVICE = "https://accounts.example.org";

    private ManualPage() {}

    /** The lines below a mark of a page. */
    static String lines(String page, String mark) {
        Matcher found = Pattern.compile(
                        "<!-- lines of " + Pattern.quote(mark) + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(read(Path.of("../docs/" + page + ".md")));
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
