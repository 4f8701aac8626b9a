package io.latchkey.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Linux's counters of a process. A tick is 10 ms, as on every usual kernel. */
record ProcessUsage(long pid) {
    private static final double MILLIS_PER_TICK = 10;

    static ProcessUsage self() {
        return new ProcessUsage(ProcessHandle.current().pid());
    }

    /** The database server that a trial has started. */
    static ProcessUsage ofDatabase() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("mariadbd") || command.endsWith("mysqld"))
                        .isPresent())
                .findFirst()
                .map(process -> new ProcessUsage(process.pid()))
                .orElseThrow(() -> new IllegalStateException("the database has no process"));
    }

    /** Processor time in ms since the process began, user and system together. */
    double cpuMillis() {
        return cpuMillis(proc().resolve("stat"));
    }

    /** Processor time in ms of the threads that are alive. Threads whose names differ only in numbers are summed. */
    Map<String, Double> cpuMillisByThread() {
        Map<String, Double> result = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc().resolve("task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm"), StandardCharsets.ISO_8859_1)
                            .strip()
                            .replaceAll("[-#( ]*[0-9]+[)]?.*$", "");
                    result.merge(name, cpuMillis(task.resolve("stat")), Double::sum);
                } catch (UncheckedIOException | NoSuchFileException ended) {
                    // A thread that has ended is no longer counted.
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return result;
    }

    private static double cpuMillis(Path stat) {
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Memory that is resident now, in MiB. */
    long residentMib() {
        return status("VmRSS:");
    }

    /** Largest amount of memory that was ever resident, in MiB. */
    long peakMib() {
        return status("VmHWM:");
    }

    private long status(String field) {
        try {
            return Files.readAllLines(proc().resolve("status"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Path proc() {
        return Path.of("/proc", Long.toString(pid));
    }
}
