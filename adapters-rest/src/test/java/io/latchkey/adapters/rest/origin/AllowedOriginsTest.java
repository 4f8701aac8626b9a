package io.latchkey.adapters.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://app.example.org, https://app.example.org",
        "https://App.Example.org, https://app.example.org",
        "https://app.example.org:443, https://app.example.org",
        "http://app.example.org:80, http://app.example.org",
        "https://app.example.org:80, https://app.example.org:80",
        "http://localhost:5173, http://localhost:5173",
        "http://[::1]:5173, http://[::1]:5173",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example"
    })
    void are_compared_in_the_form_that_browsers_send(String written, String sent) {
        assertThat(AllowedOrigins.parse(List.of(written)).origins()).containsExactly(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org.attacker.example",
                "https://app.example.org:444",
                "http://app.example.org",
                "https://example.org",
                "https://sub.app.example.org",
                "https://app.example.orgs",
                "https://app.example.org/",
                "null",
                ""
            })
    void allow_no_other(String origin) {
        AllowedOrigins origins = AllowedOrigins.parse(List.of("https://app.example.org", "http://localhost:5173"));
        assertThat(origins.allow("https://app.example.org")).isTrue();
        assertThat(origins.allow(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example.org",
                "https://",
                "https://app.example.org/",
                "https://app.example.org/app",
                "https://app.example.org?",
                "https://app.example.org#top",
                "https://ada@app.example.org",
                "https://app.example.org:",
                "https://app.example.org:0",
                "https://app.example.org:99999",
                "https://bücher.example",
                "https://app example.org",
                "HTTPS://app.example.org",
                "ftp://app.example.org",
                "null"
            })
    void must_be_origins(String text) {
        assertThatThrownBy(() -> AllowedOrigins.parse(List.of("https://fine.example.org", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be origins such as https://app.example.org: ")
                .hasMessageEndingWith(", unlike " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.org", "https://*"})
    void must_be_named_one_by_one(String text) {
        assertThatThrownBy(() -> AllowedOrigins.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must name each origin, unlike " + text);
    }

    @Test
    void are_none_where_none_is_written() {
        AllowedOrigins none = AllowedOrigins.parse(List.of());
        assertThat(none.areNamed()).isFalse();
        assertThat(none.allow("https://app.example.org")).isFalse();
    }
}
