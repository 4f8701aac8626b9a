package io.latchkey.adapters.rest.concealment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerIntervalTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1.001S", "PT1M"})
    void is_from_zero_to_a_second(String length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerInterval(Duration.parse(length)))
                .withMessage("must be from PT0S to PT1S");
    }

    @Test
    void zero_holds_nothing() {
        assertThat(new AnswerInterval(Duration.ZERO).holds()).isFalse();
        assertThat(new AnswerInterval(Duration.ofSeconds(1)).holds()).isTrue();
    }
}
