package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Programs that the suite runs in a folder of their own. */
record Tool(Path folder) {
    private static final String QUESTION = "code? ";

    /** Makes an empty folder for a program. */
    static Tool inNewFolder(String name) throws IOException {
        return new Tool(TestFolder.make(name));
    }

    /** Runs a program to its end and returns what it printed. It fails when the program does. */
    String run(String... command) throws IOException, InterruptedException {
        return run(destination -> "", command);
    }

    /** @param codes finds the code for each destination for which the program asks by a line */
    String run(Function<String, String> codes, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Process process = builder.start();
        StringBuilder printed = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                Writer answers = process.outputWriter(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.append(line).append('\n');
                if (line.startsWith(QUESTION)) {
                    answers.write(codes.apply(line.substring(QUESTION.length())) + "\n");
                    answers.flush();
                }
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as("%s: %s", List.of(command), printed).isZero();
        return printed.toString();
    }

    /** Whether a program can be started here. */
    static boolean isThere(String name) {
        try {
            Process process = new ProcessBuilder(name, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
