package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of deeds, use cases and doors in the documentation is the one that the code has. Run with {@code
 * -Dlatchkey.test.write-reference=true} to write it anew.
 */
class DeedsAndDoorsTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final String BEGIN = "<!-- deeds -->\n";
    private static final String END = "<!-- /deeds -->";

    @Test
    void the_table_of_deeds_and_doors_is_the_one_of_the_code() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(table);
        }
    }

    private static String table() {
        return Doors.ofUseCases().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Class::getName)))
                .map(use -> "| " + deed(use.getKey()) + " | `" + use.getKey().getSimpleName() + "` | "
                        + String.join(", ", use.getValue()) + " |\n")
                .collect(Collectors.joining("", "| deed | use case | doors |\n|---|---|---|\n", ""));
    }

    /** The words of the port's name: {@code ChangePasswordUseCase} is the deed "change password". */
    private static String deed(Class<?> port) {
        return port.getSimpleName()
                .replaceAll("UseCase$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
