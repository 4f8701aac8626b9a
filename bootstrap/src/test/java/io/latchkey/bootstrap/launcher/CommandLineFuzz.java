package io.latchkey.bootstrap.launcher;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.domain.fuzz.Fuzzing;
import java.util.List;

/** Command lines, one word on each line. They are refused with a sentence, or read. */
public final class CommandLineFuzz {
    static final Fuzzing TARGETS = new Fuzzing()
            .with(
                    "command-line",
                    CommandLineFuzz::read,
                    "--port\n8080",
                    "--port=8080\n--config-file\nx",
                    "provider\ncheck\nacme.yaml\n--secret\na=b",
                    "template\ncheck",
                    "--help",
                    "--completion",
                    "@file",
                    "--\n--port",
                    "user\nreset\nada\n--reason\nx");

    private CommandLineFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    private static void read(byte[] input) {
        List<String> words = text(input).lines().toList();
        try {
            require(Arguments.parse(words).equals(Arguments.parse(words)), "read otherwise the second time");
        } catch (StartRefusedException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refused without a word");
        }
    }
}
