package io.latchkey.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValueFuzzTest extends FuzzTests {
    ValueFuzzTest() {
        super(ValueFuzz.TARGETS, 3_000);
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
