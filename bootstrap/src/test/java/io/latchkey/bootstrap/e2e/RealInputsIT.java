package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the program that tries real inputs on the jar, as the documentation tells readers to. */
class RealInputsIT {
    private static final Path PROGRAM = Path.of("..", "docs", "examples", "RealInputs.java");
    private static final String JAR = System.getProperty("latchkey.test.jar", "target/latchkey.jar");

    @Test
    void are_all_taken_or_refused_as_the_documentation_says() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        PROGRAM.toString(),
                        JAR)
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(program.getInputStream().readAllBytes(), UTF_8);
            assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("PASS ").doesNotContain("FAIL ").endsWith(" passed, 0 failed\n");
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}
