package io.latchkey.adapters.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bearer head.mac", "bearer head.mac", "BEARER   head.mac  "})
    void reads_a_token_whatever_the_case_of_its_scheme(String authorization) {
        assertThat(BearerToken.parse(authorization)).contains("head.mac");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer ä", "Bearer a,b", "Bearera", "Basic YTpi", "a"})
    void takes_nothing_else_for_a_token(String authorization) {
        assertThat(BearerToken.parse(authorization)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer ", "Bearer ä", "Bearer a,b "})
    void sees_a_bad_token_shown(String authorization) {
        assertThat(BearerToken.isShown(authorization)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer a b", "Bearera", "Basic YTpi"})
    void sees_no_token_shown_in_another_scheme_or_in_two_words(String authorization) {
        assertThat(BearerToken.isShown(authorization)).isFalse();
    }

    @Test
    void reads_a_secret_with_blanks_inside() {
        assertThat(BearerToken.secret("bearer  a secret, ä ")).contains("a secret, ä");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"Bearer", "Basic YTpi", "secret"})
    void takes_nothing_else_for_a_secret(String authorization) {
        assertThat(BearerToken.secret(authorization)).isEmpty();
    }

    @Test
    void knows_a_secret_in_a_scheme_of_another_case_apart() {
        assertThat(BearerToken.secretInExactScheme("Bearer secret")).contains("secret");
        assertThat(BearerToken.secretInExactScheme("bearer secret")).isEmpty();
        assertThat(BearerToken.secretInExactScheme(null)).isEmpty();
    }
}
