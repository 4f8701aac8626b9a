package io.latchkey.bootstrap.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints the events of each second, on the console and to a file. */
final class TimeLine {
    private static final Path REPORT =
            Path.of(System.getProperty("latchkey.drill.report", "target/delivery-drill.txt"));

    private final Instant begin = Instant.now();
    private final Map<Instant, String> events = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    TimeLine(String title) {
        lines.add("");
        lines.add("== " + title);
    }

    void event(String what) {
        events.put(Instant.now(), what);
    }

    void say(String sentence) {
        lines.add(sentence);
    }

    /** Prints the first messages of each number per gateway and second, with the events in between. */
    void print(Gateway... gateways) {
        Map<String, List<Instant>> calls = new LinkedHashMap<>();
        for (Gateway gateway : gateways) {
            calls.put(
                    gateway.name(),
                    gateway.messages().stream().map(Gateway.Message::at).toList());
        }
        print(calls);
    }

    /**
     * Prints how many there were in each second.
     *
     * @param counted times by the title of their column
     */
    void print(Map<String, List<Instant>> counted) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        counted.forEach((title, times) -> figures.put(
                title,
                (from, until) -> times.stream()
                        .filter(at -> !at.isBefore(from) && at.isBefore(until))
                        .count()));
        printFigures(figures);
    }

    /** The figure of a span of time. */
    interface Figure {
        /** @param until the first moment after the span */
        long of(Instant from, Instant until);
    }

    /**
     * Prints the figures of each second.
     *
     * @param figures by the title of their column
     */
    void printFigures(Map<String, Figure> figures) {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%6s", "second"));
        figures.keySet().forEach(title -> head.append(String.format(Locale.ROOT, "%8s", title)));
        lines.add(head.toString());
        long last = Duration.between(begin, Instant.now()).toSeconds();
        for (long second = 0; second <= last; second++) {
            Instant from = begin.plusSeconds(second);
            Instant until = from.plusSeconds(1);
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%6d", second));
            figures.values().forEach(figure -> line.append(String.format(Locale.ROOT, "%8d", figure.of(from, until))));
            events.forEach((at, what) -> {
                if (!at.isBefore(from) && at.isBefore(until)) {
                    line.append("   <- ").append(what);
                }
            });
            lines.add(line.toString());
        }
    }

    void end() {
        lines.forEach(System.out::println);
        try {
            Files.createDirectories(REPORT.toAbsolutePath().getParent());
            Files.write(REPORT, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
