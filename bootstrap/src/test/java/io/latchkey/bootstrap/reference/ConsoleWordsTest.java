package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the console has a sentence for each obstacle that the API names. */
class ConsoleWordsTest {
    private static final Path WORDS = Path.of("src", "main", "webapp", "console", "dom.js");
    private static final String BEGIN = "const OBSTACLES = {\n";
    private static final Pattern SENTENCE = Pattern.compile("(?m)^  \"([a-z-]+)\": \"[^\"]+\\.\",$");

    @Test
    void each_obstacle_has_a_sentence() throws IOException {
        String script = Files.readString(WORDS);
        int begin = script.indexOf(BEGIN);
        assertThat(begin).as(BEGIN).isNotNegative();
        List<String> known = SENTENCE.matcher(script.substring(begin, script.indexOf("};", begin)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Obstacle.values())
                        .map(ConsoleWordsTest::wireName)
                        .toList());
    }

    /** The obstacle as problems of the API name it. */
    private static String wireName(Obstacle obstacle) {
        return obstacle.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
