package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the page for upgrades names each migration, and which numbers have none. */
class MigrationsReferenceTest {
    private static final Path PAGE = Path.of("..", "UPGRADE.md");
    private static final Path SOURCES = Path.of("..", "adapters-persistence", "src", "main");
    private static final Path SCRIPTS =
            SOURCES.resolve(Path.of("resources", "io", "latchkey", "adapters", "persistence", "migrations"));
    private static final Path PROGRAMS = SOURCES.resolve(Path.of("java", "io", "latchkey", "adapters", "persistence"));
    private static final Pattern SCRIPT = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Pattern PROGRAM = Pattern.compile("MigrationVersion\\.fromVersion\\(\"(\\d+)\"\\)");
    private static final Pattern MISSING = Pattern.compile("Migrations (V[V0-9, and]*) do not exist");
    private static final Pattern NUMBER = Pattern.compile("V(\\d+)(?: to V(\\d+))?");

    /** The tables of the first start. */
    private static final int FIRST = 1;

    private static SortedSet<Integer> numbers(Stream<Integer> found) {
        return found.collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Integer> migrations() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS);
                Stream<Path> programs = Files.list(PROGRAMS)) {
            Stream<Integer> fromScripts = scripts.map(file -> SCRIPT.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)));
            Stream<Integer> fromPrograms = programs.filter(Files::isRegularFile)
                    .flatMap(file -> PROGRAM.matcher(read(file)).results())
                    .map(version -> Integer.valueOf(version.group(1)));
            return numbers(Stream.concat(fromScripts, fromPrograms));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The numbers in a text, with those between two that are joined by "to". */
    private static SortedSet<Integer> numbersIn(String text) {
        return numbers(NUMBER.matcher(text).results().flatMap(MigrationsReferenceTest::range));
    }

    private static Stream<Integer> range(MatchResult found) {
        int from = Integer.parseInt(found.group(1));
        return IntStream.rangeClosed(from, found.group(2) == null ? from : Integer.parseInt(found.group(2)))
                .boxed();
    }

    @Test
    void names_the_numbers_without_a_migration() throws IOException {
        SortedSet<Integer> migrations = migrations();
        Matcher missing = MISSING.matcher(read(PAGE).replaceAll("\\s+", " "));

        assertThat(missing.find()).isTrue();
        assertThat(numbersIn(missing.group(1)))
                .isEqualTo(numbers(IntStream.range(FIRST, migrations.last())
                        .boxed()
                        .filter(number -> !migrations.contains(number))));
    }

    @Test
    void says_of_each_migration_what_it_changes() throws IOException {
        String page = read(PAGE).replaceAll("\\s+", " ");
        String told = MISSING.matcher(page).replaceFirst("");
        SortedSet<Integer> later = migrations();
        later.remove(FIRST);

        assertThat(numbersIn(told)).containsAll(later);
    }
}
