package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.UseCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures of the sources, printed for whoever wants to compare them, and held to their bounds. */
class StructureFiguresTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MOST_USE_CASES = 32;
    private static final int MOST_WIRING_LINES = 250;
    /** A cast to a type with a capital letter whose member is used at once: {@code ((Outcome.Case) outcome).member}. */
    private static final Pattern CAST = Pattern.compile("\\(\\((?:[A-Z]\\w*\\.)*[A-Z]\\w*\\) \\w+\\)\\.");

    private record Source(Path file, String text) {
        String name() {
            return file.getFileName().toString().replace(".java", "");
        }

        long lines() {
            return text.lines().count();
        }
    }

    @Test
    void figures_of_the_sources_stay_within_their_bounds() throws IOException {
        List<Source> sources = sources();
        List<String> casts = new ArrayList<>();
        for (Source source : sources) {
            CAST.matcher(source.text())
                    .results()
                    .map(MatchResult::group)
                    .forEach(cast -> casts.add(source.name() + ": " + cast));
        }
        List<String> useCases = sources.stream()
                .map(Source::name)
                .filter(name -> name.endsWith("UseCase"))
                .toList();
        long wiring = sources.stream()
                .filter(source ->
                        source.name().equals("Assembly") || source.name().equals("Wiring"))
                .mapToLong(Source::lines)
                .sum();
        System.out.printf(
                "structure: %d use cases, %d lines of Assembly and Wiring, %d casts, %d lines of main sources in %d files%n",
                useCases.size(),
                wiring,
                casts.size(),
                sources.stream().mapToLong(Source::lines).sum(),
                sources.size());
        assertThat(useCases).hasSizeLessThanOrEqualTo(MOST_USE_CASES);
        assertThat(UseCases.ports()).extracting(Class::getSimpleName).containsExactlyInAnyOrderElementsOf(useCases);
        assertThat(wiring).isLessThanOrEqualTo(MOST_WIRING_LINES);
        assertThat(casts).isEmpty();
    }

    private static List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.sorted().toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .sorted()
                                .map(StructureFiguresTest::read)
                                .forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
