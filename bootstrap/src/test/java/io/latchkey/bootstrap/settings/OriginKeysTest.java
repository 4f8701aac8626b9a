package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.rest.session.BrowserSessions;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import java.time.Duration;
import java.util.List;
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
                .hasMessage(
                        "latchkey.cors.origins must be origins such as https://app.example.org: http or https, a host,"
                                + " a port if it is another than the usual one, and nothing behind, unlike"
                                + " https://app.example.org/login.");
        assertThatThrownBy(() -> OriginKeys.origins(origins("*")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "latchkey.cors.origins must name each origin, unlike *: pages that it lets in act for whoever is"
                                + " signed in there.");
    }

    @Test
    void lets_pages_of_this_service_and_of_named_origins_have_sessions() {
        Settings settings = SettingsFixture.of(
                Map.of("latchkey.cors.origins", "https://app.example.org", "latchkey.browser-sessions", "true"));
        BrowserSessions sessions = OriginKeys.browserSessions(settings, "https://accounts.example.org:443/latchkey");
        assertThat(sessions.areServed()).isTrue();
        assertThat(sessions.pages().origins())
                .containsExactlyInAnyOrder("https://app.example.org", "https://accounts.example.org");
        assertThat(sessions.longest()).isEqualTo(Duration.ofDays(30));
        assertThat(OriginKeys.browserSessions(SettingsFixture.of(Map.of()), "http://accounts.example.org")
                        .areServed())
                .isFalse();
    }

    @Test
    void refuses_sessions_of_pages_where_browsers_would_not_take_the_cookie() {
        Settings settings = SettingsFixture.of(Map.of("latchkey.browser-sessions", "true"));
        assertThatThrownBy(() -> OriginKeys.browserSessions(settings, "http://accounts.example.org"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "latchkey.browser-sessions needs latchkey.public-url to be of https: browsers take such a cookie"
                                + " from nowhere else.");
        for (String local : List.of("http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080")) {
            assertThat(OriginKeys.browserSessions(settings, local).pages().origins())
                    .containsExactly(local);
        }
    }
}
