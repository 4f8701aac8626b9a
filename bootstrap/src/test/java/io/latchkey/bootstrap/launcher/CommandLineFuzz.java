package io.latchkey.bootstrap.launcher;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import java.util.List;

/** Command lines, one word on each line. They are refused with a sentence, or read. */
public final class CommandLineFuzz {
    private CommandLineFuzz() {}

    public static void read(byte[] input) {
        List<String> words = text(input).lines().toList();
        try {
            require(Arguments.parse(words).equals(Arguments.parse(words)), "read otherwise the second time");
        } catch (StartRefusedException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refused without a word");
        }
    }
}
