package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.delivery.OperatorAccess;
import io.latchkey.bootstrap.settings.SettingsFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunnelWiringTest {
    private static OperatorAccess access(Map<String, String> values) {
        return new FunnelWiring().operatorAccess(SettingsFixture.of(values));
    }

    @Test
    void production_mode_needs_tokens_and_dev_mode_does_not() {
        assertThat(access(Map.of("latchkey.mode", "production")).needsTokens()).isTrue();
        assertThat(access(Map.of()).needsTokens()).isFalse();
    }

    @Test
    void each_token_of_the_settings_is_good() {
        OperatorAccess access = access(Map.of("latchkey.operator.tokens", "one of the two, the other one"));
        assertThat(access.tokens().matches("one of the two")).isTrue();
        assertThat(access.tokens().matches("the other one")).isTrue();
        assertThat(access.tokens().matches("one of the two, the other one")).isFalse();
    }
}
