package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of requirements in the documentation names tests that exist, and counts itself rightly. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final Pattern ID = Pattern.compile("R[1-8]\\.[0-9]{2}");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final List<String> STATES = List.of("met", "not met", "not applicable");

    private record Row(String id, String state, String tests) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| R"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.get(4), cells.get(6)))
                .toList();
    }

    @Test
    void every_requirement_has_one_row_with_a_state() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().allMatch(ID.asMatchPredicate());
        assertThat(rows).extracting(Row::state).isSubsetOf(STATES);
    }

    @Test
    void what_is_met_names_tests_that_exist() throws IOException {
        Map<String, Path> sources = sources();
        for (Row row : rows()) {
            List<MatchResult> tests = TEST.matcher(row.tests()).results().toList();
            assertThat(tests)
                    .as(row.id())
                    .hasSameSizeAs(
                            row.tests().isEmpty()
                                    ? List.of()
                                    : List.of(row.tests().split(", ")));
            assertThat(tests.isEmpty())
                    .as("%s has a test exactly if it is met", row.id())
                    .isEqualTo(!row.state().equals("met"));
            for (MatchResult test : tests) {
                assertThat(sources).as(row.id()).containsKey(test.group(1));
                assertThat(Files.readString(sources.get(test.group(1))))
                        .as("%s: %s", row.id(), test.group())
                        .containsPattern("\\b" + test.group(2) + "\\b");
            }
        }
    }

    @Test
    void the_counts_are_those_of_the_table() throws IOException {
        Map<String, Long> counts = rows().stream().collect(Collectors.groupingBy(Row::state, Collectors.counting()));
        long applicable = counts.get("met") + counts.get("not met");
        System.out.println("Requirements: " + counts);
        assertThat(Files.readString(PAGE))
                .contains(counts.get("met") + " of the " + applicable + " that apply are met");
        assertThat(counts.get("met")).isGreaterThanOrEqualTo(75);
    }

    /** The sources of all tests by the name of their class. */
    private static Map<String, Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::files)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replaceAll("\\.java$", ""),
                            Function.identity(),
                            (one, other) -> one));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
