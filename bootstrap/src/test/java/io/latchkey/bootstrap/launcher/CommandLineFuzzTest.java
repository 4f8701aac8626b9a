package io.latchkey.bootstrap.launcher;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineFuzzTest {
    static List<String> names() {
        return CommandLineFuzz.TARGETS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        CommandLineFuzz.TARGETS.hold(name, 1_000);
    }
}
