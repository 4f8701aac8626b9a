package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The clock of a development server, moved forward. These scenarios come after the others, because it stays ahead. */
interface ClockScenarios extends Scenarios {
    int AT_THE_END = Integer.MAX_VALUE - 10;

    @Test
    @Order(AT_THE_END)
    default void a_code_is_over_once_its_life_has_passed() {
        String email = Person.newEmail();
        String id = requestCode(visitor(), "custom:clock", email).expect(202).get("id");
        String code = site().nextCode(email);
        pass(Duration.ofMinutes(11));
        verify(visitor(), id, code).expectProblem(422, "otp-refused");
    }

    @Test
    @Order(AT_THE_END)
    default void a_cool_down_passes() {
        String email = Person.newEmail();
        requestCode(visitor(), "custom:cool", email).expect(202);
        Reply early = requestCode(visitor(), "custom:cool", email).expectProblem(429, "quota-exceeded");
        pass(Duration.ofSeconds(Long.parseLong(early.header("Retry-After").orElseThrow())));
        requestCode(visitor(), "custom:cool", email).expect(202);
        site().nextCode(email);
    }

    @Test
    @Order(AT_THE_END)
    default void an_access_token_ends_and_its_session_later() {
        SignedIn one = signedIn();
        me(one.visitor()).expect(200);
        pass(Duration.ofMinutes(16));
        me(one.visitor()).expect(401);
        String next = site().secrets()
                .keep(refresh(visitor(), one.refreshToken()).expect(200).get("refreshToken"));
        pass(Duration.ofDays(40));
        refresh(visitor(), next).expect(401);
    }

    @Test
    @Order(AT_THE_END)
    default void a_lock_after_wrong_passwords_ends() {
        Person person = member();
        Visitor stranger = visitor();
        Reply refused = signIn(stranger, person.email(), Person.newPassword());
        for (int guesses = 0; guesses < 20 && refused.status() == 401; guesses++) {
            refused = signIn(stranger, person.email(), Person.newPassword());
        }
        refused.expectProblem(429, "sign-in-locked");
        pass(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After").orElseThrow())));
        signIn(stranger, person.email(), person.password()).expect(200);
    }

    @Test
    @Order(AT_THE_END)
    default void tokens_of_keys_that_follow_are_accepted_like_those_before() {
        SignedIn before = signedIn();
        pass(Duration.ofDays(100));
        me(before.visitor()).expect(401);
        me(signedIn().visitor()).expect(200);
    }

    @Test
    @Order(AT_THE_END)
    default void the_clock_goes_forward_only_and_returns_at_the_next_start() {
        pass(Duration.ofMinutes(1));
        JsonNode ahead = clock();
        Duration real =
                Duration.between(Instant.now(), Instant.parse(ahead.path("now").asText()));
        assertThat(real).isCloseTo(offset(), Duration.ofSeconds(20));
        visitor()
                .put("/dev/clock", "offset", offset().minusSeconds(1).toString())
                .expectProblem(409, "clock-goes-forward-only");
        for (String bad : new String[] {"11 minutes", "-PT1M", "P9999D", ""}) {
            visitor().put("/dev/clock", "offset", bad).expectFault("offset");
        }
        visitor().put("/dev/clock").expectFault("offset");
        JsonNode given = visitor().delete("/dev/clock").expect(200).json();
        assertThat(given.path("returnsAtRestart").asBoolean()).isTrue();
        assertThat(given.path("offset")).isEqualTo(ahead.path("offset"));
        pass(Duration.ZERO);
        assertThat(clock().path("returnsAtRestart").asBoolean()).isFalse();
    }
}
