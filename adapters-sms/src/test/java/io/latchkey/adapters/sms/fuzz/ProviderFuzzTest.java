package io.latchkey.adapters.sms.fuzz;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderFuzzTest {
    static List<String> names() {
        return ProviderFuzz.TARGETS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        ProviderFuzz.TARGETS.hold(name, 1_000);
    }
}
