package io.latchkey.adapters.rest.fuzz;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestFuzzTest {
    static List<String> names() {
        return RequestFuzz.TARGETS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        RequestFuzz.TARGETS.hold(name, 3_000);
    }
}
