package io.latchkey.bootstrap.administration;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks whoever typed a command. */
public interface Terminal {
    /** A line; empty at the end of the input. */
    Optional<String> line(String prompt);

    /** A line that is not shown while it is typed; empty at the end of the input. */
    Optional<String> secret(String prompt);

    /** The console, where the process has one; else its standard input, a line for each question. */
    // Java 22 and newer have a console at all times, which reads the standard input where nobody types.
    @SuppressWarnings("SystemConsoleNull")
    static Terminal ofProcess() {
        Console console = System.console();
        return console == null
                ? new OfLines(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                : new OfConsole(console);
    }

    /** Somebody at a screen. */
    record OfConsole(Console console) implements Terminal {
        @Override
        public Optional<String> line(String prompt) {
            return Optional.ofNullable(console.readLine("%s", prompt));
        }

        @Override
        public Optional<String> secret(String prompt) {
            return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
        }
    }

    /** Answers that are there already, or come from a program. */
    record OfLines(BufferedReader lines) implements Terminal {
        @Override
        public Optional<String> line(String prompt) {
            try {
                return Optional.ofNullable(lines.readLine());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public Optional<String> secret(String prompt) {
            return line(prompt);
        }
    }
}
