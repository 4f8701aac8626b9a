package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginKeysTest {
    private static Settings origins(String text) {
        return SettingsFixture.of(Map.of("latchkey.cors.origins", text));
    }

    @Test
    void lists_origins() {
        assertThat(OriginKeys.origins(origins("https://app.example.org, http://localhost:5173"))
                        .origins())
                .containsExactlyInAnyOrder("https://app.example.org", "http://localhost:5173");
        assertThat(OriginKeys.origins(SettingsFixture.of(Map.of())).origins()).isEmpty();
    }

    @Test
    void tells_the_operator_what_is_no_origin() {
        assertThatThrownBy(() -> OriginKeys.origins(origins("https://app.example.org/login")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("latchkey.cors.origins must be origins such as https://app.example.org: http or https, a host,"
                        + " a port if it is another than the usual one, and nothing behind, unlike"
                        + " https://app.example.org/login.");
        assertThatThrownBy(() -> OriginKeys.origins(origins("*")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("latchkey.cors.origins must name each origin, unlike *: pages that it lets in act for whoever is"
                        + " signed in there.");
    }
}
