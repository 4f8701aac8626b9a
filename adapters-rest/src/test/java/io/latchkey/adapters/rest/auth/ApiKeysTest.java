package io.latchkey.adapters.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final ApiKeys KEYS = new ApiKeys(List.of("portal-5b1f", "app-91c2"));

    @Test
    void is_open_without_a_key() {
        assertThat(new ApiKeys(List.of()).isOpen()).isTrue();
        assertThat(KEYS.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal-5b1f", "app-91c2"})
    void knows_each_of_its_keys(String key) {
        assertThat(KEYS.matches(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "portal-5b1", "portal-5b1f ", "PORTAL-5B1F", "portal-5b1f,app-91c2"})
    void knows_nothing_else(String key) {
        assertThat(KEYS.matches(key)).isFalse();
    }

    @Test
    void prints_no_key() {
        assertThat(KEYS.toString()).doesNotContain("portal", "app");
    }
}
