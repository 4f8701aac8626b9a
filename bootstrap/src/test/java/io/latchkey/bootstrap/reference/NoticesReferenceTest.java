package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.message.MessageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks that the table of notices matches the code. With {@code -Dlatchkey.test.write-reference=true} it writes the table
 * anew.
 */
class NoticesReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final String HEAD = "| told when | told to | text |\n|---|---|---|\n";

    @Test
    void the_table_says_what_the_code_says() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin) + 1;
        String expected = page.substring(0, begin) + HEAD + rows() + page.substring(end);
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String rows() {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> kind != MessageKind.CODE)
                .map(kind -> "| " + kind.occasion() + " | " + told(kind) + " | `" + kind.wireName() + "` |\n")
                .collect(Collectors.joining());
    }

    private static String told(MessageKind kind) {
        return switch (kind.reach()) {
            case ONE_CONTACT -> "that contact";
            case EVERY_CONTACT -> "every contact";
            case EMAIL_FIRST -> "every e-mail address; where there is none, every number";
        };
    }
}
