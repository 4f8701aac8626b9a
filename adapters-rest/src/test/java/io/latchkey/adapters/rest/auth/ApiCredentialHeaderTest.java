package io.latchkey.adapters.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCredentialHeaderTest {
    @Test
    void splits_at_the_first_colon() {
        assertThat(ApiCredentialHeader.parse("TOKEN  lk_a:b:c ")).contains(new ApiCredentialHeader("lk_a", "b:c"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"token", "token ", "token a", "token :b", "token a:", "tokena:b", "Bearer a:b", "token a b:c"})
    void takes_nothing_else(String authorization) {
        assertThat(ApiCredentialHeader.parse(authorization)).isEmpty();
    }

    @Test
    void bounds_both_halves() {
        assertThat(ApiCredentialHeader.parse("token " + "a".repeat(101) + ":b")).isEmpty();
        assertThat(ApiCredentialHeader.parse("token a:" + "b".repeat(201))).isEmpty();
    }

    @Test
    void is_never_printed() {
        assertThat(new ApiCredentialHeader("lk_a", "secret").toString()).doesNotContain("lk_a", "secret");
    }
}
