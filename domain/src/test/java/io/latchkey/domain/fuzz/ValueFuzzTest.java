package io.latchkey.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueFuzzTest {
    static List<String> names() {
        return ValueFuzz.TARGETS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        ValueFuzz.TARGETS.hold(name, 3_000);
    }

    @Test
    void fails_by_name_and_input_where_something_does_not_hold() {
        Fuzzing canary = new Fuzzing()
                .with("canary", input -> Fuzzing.require(!Fuzzing.text(input).contains("b"), "a b"), "ab");
        assertThatThrownBy(() -> canary.hold("canary", 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("canary fails for YWI= (ab): java.lang.AssertionError: a b");
        Fuzzing deep = new Fuzzing().with("deep", ValueFuzzTest::recurse, "x");
        assertThatThrownBy(() -> deep.hold("deep", 1)).hasMessageContaining("StackOverflowError");
    }

    private static void recurse(byte[] input) {
        if (input.length > 0) {
            recurse(input);
        }
    }
}
