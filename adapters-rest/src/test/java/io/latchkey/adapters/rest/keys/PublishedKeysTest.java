package io.latchkey.adapters.rest.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedKeysTest {
    @ParameterizedTest
    @CsvSource({"PT24H, PT15M", "PT1H, PT15M", "PT20M, PT5M", "PT4S, PT1S", "PT0S, PT0S"})
    void may_be_kept_for_less_time_than_a_key_is_published_before_it_signs(Duration lead, Duration goodFor) {
        assertThat(new PublishedKeys(() -> "{}", lead).goodFor()).isEqualTo(goodFor);
    }
}
