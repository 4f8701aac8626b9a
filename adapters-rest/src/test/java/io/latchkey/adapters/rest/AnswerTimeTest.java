package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.face.sunbird.SunbirdResource;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.domain.otp.RefusalReason;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that conceal who has an account leave at whole multiples of an interval: here 10 ms, and 50 ms where a password may be hashed. */
class AnswerTimeTest extends ApiTest {
    private static final String FORGOT = "/api/v1/password/forgot";
    private static final String FORGETFUL = """
            {"login":"ada"}""";
    private static final String RESET = """
            {"otpId":"%s","code":"123456","newPassword":"correct horse"}""".formatted(Fixtures.OTP_ID);

    private void forgotTakes(Duration span) {
        useCases.put(ForgotPasswordUseCase.class, (purpose, login, requester) -> {
            requestTime().pass(span);
            return new CodeSending.Sent(Fixtures.challenge(true));
        });
    }

    private void resetTakes(Duration span, PasswordReset outcome) {
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            requestTime().pass(span);
            return outcome;
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0.01S",
        "PT0.000001S, PT0.009999S",
        "PT0.009S, PT0.001S",
        "PT0.01S, PT0.01S",
        "PT0.0234S, PT0.0066S"
    })
    void leaves_at_a_multiple_of_the_interval_since_the_request_came(Duration work, Duration wait) {
        forgotTakes(work);
        assertThat(post(FORGOT, FORGETFUL).send().status()).isEqualTo(202);
        assertThat(requestTime().waits()).containsExactly(wait);
    }

    @Test
    void leaves_at_the_same_moment_when_it_is_refused() {
        useCases.put(ForgotPasswordUseCase.class, (purpose, login, requester) -> {
            requestTime().pass(Duration.ofMillis(3));
            return new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW);
        });
        post(FORGOT, FORGETFUL).send().isThrottled();
        post(FORGOT, "{").send().isProblem(400, "invalid-request");
        assertThat(requestTime().waits()).containsExactly(Duration.ofMillis(7), Duration.ofMillis(10));
    }

    @Test
    void leaves_at_the_same_moment_when_it_fails() {
        useCases.put(ForgotPasswordUseCase.class, (purpose, login, requester) -> {
            requestTime().pass(Duration.ofMillis(4));
            throw new IllegalStateException("on purpose");
        });
        post(FORGOT, FORGETFUL).send().isProblem(500, "unexpected-failure");
        assertThat(requestTime().waits()).containsExactly(Duration.ofMillis(6));
    }

    @Test
    void waits_longer_where_a_password_may_be_hashed() {
        resetTakes(Duration.ofMillis(18), new PasswordReset.Wrong(RefusalReason.WRONG_CODE, 2));
        post("/api/v1/password/reset", RESET).send();
        assertThat(requestTime().waits()).containsExactly(Duration.ofMillis(32));
    }

    @Test
    void whoever_has_shown_that_the_account_is_theirs_need_not_wait() {
        resetTakes(Duration.ofMillis(18), new PasswordReset.Accepted(Optional.empty()));
        assertThat(post("/api/v1/password/reset", RESET).send().status()).isEqualTo(204);
        assertThat(requestTime().waits()).isEmpty();
    }

    @Test
    void other_routes_do_not_wait() {
        assertThat(call("GET", "/user/home").send().status()).isEqualTo(200);
        assertThat(requestTime().waits()).isEmpty();
    }

    /**
     * A new route that takes something from strangers is looked at here: it conceals who has an account, or stands in this list, because
     * a token decides what it answers, or the face's document has it tell.
     */
    @Test
    void every_door_to_strangers_conceals_accounts_or_is_known_to_have_none_to_conceal() {
        Set<String> without = LatchkeyRestClasses.api().stream()
                .filter(type -> !type.isAnnotationPresent(Admits.class) && type != SunbirdResource.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(PUT.class))
                .filter(method -> !method.isAnnotationPresent(Admits.class)
                        && !method.isAnnotationPresent(ConcealsAccounts.class))
                .map(AnswerTimeTest::name)
                .collect(Collectors.toSet());
        Set<String> byToken = Set.of(
                "BrowserSessionResource.refresh",
                "SessionResource.refresh",
                "LoginResource.refresh",
                "TokenResource.revoke",
                "TokenResource.introspect",
                "BioentrustResource.resetPassword",
                "ResetAliasResource.resetPassword",
                "EssdeeResource.updatePassword",
                "ReceiptResource.record",
                "AccountResource.upload");
        Set<String> tellingByDesign = Set.of("DhiwiseAccountResource.register");
        assertThat(without)
                .isEqualTo(Stream.concat(byToken.stream(), tellingByDesign.stream())
                        .collect(Collectors.toSet()));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
