package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.adapters.rest.docs.Manual;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Checks that the matrix of permissions on the page for operators and in the console is the one of the code. With {@code
 * -Dlatchkey.test.write-reference=true} it writes the matrix anew.
 */
class AdministrationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "administration.md");
    private static final Path CONSOLE = Path.of("src", "main", "webapp", "console", "roles.js");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

    @Test
    void the_matrix_says_what_the_code_says() throws IOException {
        says(PAGE, "<!-- deeds -->\n", "\n" + matrix() + "\n", "<!-- /deeds -->");
    }

    @Test
    void the_command_line_calls_the_routes_of_the_document() {
        for (AdminDeed deed : AdminDeed.values()) {
            assertThat(routes(deed)).isEqualTo("`" + AdminRequest.route(deed) + "`");
        }
    }

    @Test
    void the_console_offers_what_the_code_allows() throws IOException {
        says(CONSOLE, "  // deeds\n", console(), "  // /deeds\n");
    }

    private static void says(Path file, String begin, String middle, String end) throws IOException {
        String page = Files.readString(file);
        String expected =
                page.substring(0, page.indexOf(begin) + begin.length()) + middle + page.substring(page.indexOf(end));
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    private static String console() {
        return Arrays.stream(AdminDeed.values())
                .map(deed -> "  \"" + deed.wireName() + "\": ["
                        + Arrays.stream(AdminRole.values())
                                .filter(deed.roles()::contains)
                                .map(role -> '"' + role.wireName() + '"')
                                .collect(Collectors.joining(", "))
                        + "],\n")
                .collect(Collectors.joining());
    }

    @Test
    void each_everyday_task_is_tried_by_the_api_the_command_line_and_the_console() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> TEST.matcher(line).find())
                .toList();
        assertThat(rows).hasSize(11);
        for (String row : rows) {
            List<MatchResult> tests = TEST.matcher(row).results().toList();
            assertThat(tests)
                    .extracting(test -> test.group(1).replace("UserUnlockTest", "AdminCommandTest"))
                    .as(row)
                    .containsExactly("AdminScenarios", "AdminCommandTest", "ConsoleScenarios");
            for (MatchResult test : tests) {
                assertThat(source(test.group(1))).as(row).contains(" void " + test.group(2) + "()");
            }
        }
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return Files.readString(files.filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static String matrix() {
        return Arrays.stream(AdminDeed.values())
                .map(deed -> "| " + deed.meaning() + " | " + routes(deed) + " | "
                        + Arrays.stream(AdminRole.values())
                                .map(role -> deed.roles().contains(role) ? "yes" : "–")
                                .collect(Collectors.joining(" | "))
                        + " | " + (deed.risk() == AdminDeed.Risk.DANGEROUS ? "dangerous" : "") + " |\n")
                .collect(Collectors.joining(
                        "",
                        "| deed | route | "
                                + Arrays.stream(AdminRole.values())
                                        .map(AdminRole::wireName)
                                        .collect(Collectors.joining(" | "))
                                + " | |\n|---|---|---|---|---|---|\n",
                        ""));
    }

    /** The routes of the document that name the deed. */
    private static String routes(AdminDeed deed) {
        return Manual.read(Manual.NATIVE).path("paths").properties().stream()
                .flatMap(path -> StreamSupport.stream(
                                path.getValue().properties().spliterator(), false)
                        .filter(member ->
                                member.getValue().path("x-deed").asText().equals(deed.wireName()))
                        .map(member -> "`" + member.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replace("/api/v1/admin", "") + "`"))
                .collect(Collectors.joining(", "));
    }
}
