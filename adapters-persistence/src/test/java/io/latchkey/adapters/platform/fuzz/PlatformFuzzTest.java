package io.latchkey.adapters.platform.fuzz;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformFuzzTest {
    static List<String> names() {
        return PlatformFuzz.TARGETS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        PlatformFuzz.TARGETS.hold(name, 1_500);
    }
}
