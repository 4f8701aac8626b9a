package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserSessionResourceTest extends ApiTest {
    private static final String SESSION = "/api/v1/browser/session";
    private static final String BODY = """
            {"login":"ada","password":"correct horse"}""";
    private static final String KEPT =
            "__Host-latchkey-refresh=refresh-opaque; Path=/; Max-Age=2592000; Secure; HttpOnly;" + " SameSite=Strict";
    private static final String FORGOTTEN =
            "__Host-latchkey-refresh=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";

    private final List<Object> deeds = new ArrayList<>();

    private void answers(SignIn outcome) {
        useCases.put(SignInUseCase.class, command -> {
            deeds.add(command);
            return outcome;
        });
        useCases.put(SignOutUseCase.class, command -> {
            deeds.add(command);
            return new SignOut.NoSuchSession();
        });
        useCases.put(RefreshSessionUseCase.class, command -> {
            deeds.add(command);
            return command.refreshToken().equals("known")
                    ? new RefreshSessionUseCase.Refresh.Refreshed(Fixtures.TOKENS)
                    : new RefreshSessionUseCase.Refresh.Refused();
        });
    }

    private Call page(String method, String path) {
        return call(method, path).header("Origin", ApiServer.PAGES).header("Latchkey-Browser", "1");
    }

    private Call withCookie(String method, String path, String token) {
        return page(method, path).header("Cookie", "other=1; __Host-latchkey-refresh=" + token);
    }

    private static List<String> cookies(Answer answer) {
        return answer.response().headers().allValues("Set-Cookie");
    }

    @Test
    void signing_in_puts_the_refresh_token_into_a_cookie_and_not_into_the_body() {
        answers(Fixtures.SIGNED_IN);

        Answer answer = page("POST", SESSION).json(BODY).send().isJson(200);

        assertThat(answer.text()).isEqualTo("""
                {"accessToken":"access-jwt","tokenType":"Bearer","expiresIn":900,"sessionId":"%s"}""".formatted(Fixtures.SESSION_ID));
        assertThat(cookies(answer)).contains(KEPT);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(deeds).hasSize(1);
    }

    @Test
    void signing_in_ends_the_older_session_of_the_browser_when_it_opens_a_new_one() {
        answers(Fixtures.codeSent(false));
        Answer pending = withCookie("POST", SESSION, "old").json(BODY).send().isJson(202);
        assertThat(cookies(pending)).isEmpty();
        assertThat(deeds).hasSize(1);

        answers(Fixtures.SIGNED_IN);
        withCookie("POST", SESSION, "old").json(BODY).send().isJson(200);

        assertThat(deeds).hasSize(3);
        assertThat(deeds.get(2))
                .isInstanceOfSatisfying(
                        SignOutCommand.ByAnyToken.class,
                        ended -> assertThat(ended.token()).isEqualTo("old"));
    }

    @Test
    void refreshing_takes_the_token_from_the_cookie_and_puts_the_next_one_there() {
        answers(Fixtures.SIGNED_IN);

        Answer answer = withCookie("POST", SESSION + "/refresh", "known").send().isJson(200);

        assertThat(answer.text()).contains("access-jwt").doesNotContain("refresh-opaque");
        assertThat(cookies(answer)).containsExactly(KEPT);
        assertThat(deeds)
                .singleElement()
                .isInstanceOfSatisfying(
                        RefreshSessionCommand.class,
                        seen -> assertThat(seen.refreshToken()).isEqualTo("known"));
    }

    @Test
    void a_token_that_is_good_no_more_is_forgotten() {
        answers(Fixtures.SIGNED_IN);
        Answer old = withCookie("POST", SESSION + "/refresh", "old").send().isProblem(401, "refresh-refused");
        assertThat(cookies(old)).containsExactly(FORGOTTEN);
        Answer none = page("POST", SESSION + "/refresh").send().isProblem(401, "refresh-refused");
        assertThat(cookies(none)).containsExactly(FORGOTTEN);
        assertThat(deeds).hasSize(1);
    }

    @Test
    void signing_out_ends_the_session_and_forgets_the_token() {
        answers(Fixtures.SIGNED_IN);
        for (String token : List.of("known", "old")) {
            Answer answer = withCookie("DELETE", SESSION, token).send();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(cookies(answer)).containsExactly(FORGOTTEN);
        }
        assertThat(page("DELETE", SESSION).send().status()).isEqualTo(204);
        assertThat(deeds).hasSize(2).allMatch(deed -> deed instanceof SignOutCommand.ByAnyToken);
    }

    @ParameterizedTest
    @CsvSource({
        "https://attacker.example, 1",
        "null, 1",
        "https://app.example.org.attacker.example, 1",
        ", 1",
        "https://app.example.org, ",
    })
    void no_other_page_signs_anybody_in_or_out(String origin, String field) {
        answers(Fixtures.SIGNED_IN);
        for (Call call : List.of(
                call("POST", SESSION).json(BODY), call("POST", SESSION + "/refresh"), call("DELETE", SESSION))) {
            Optional.ofNullable(origin).ifPresent(value -> call.header("Origin", value));
            Optional.ofNullable(field).ifPresent(value -> call.header("Latchkey-Browser", value));
            Answer answer =
                    call.header("Cookie", "__Host-latchkey-refresh=known").send();
            answer.isProblem(403, "forbidden");
            assertThat(cookies(answer)).isEmpty();
        }
        assertThat(deeds).isEmpty();
    }

    @Test
    void there_are_no_such_sessions_unless_the_operator_wants_them() {
        answers(Fixtures.SIGNED_IN);
        serveNoBrowserSessions();
        page("POST", SESSION).json(BODY).send().isProblem(404, "not-found");
        withCookie("POST", SESSION + "/refresh", "known").send().isProblem(404, "not-found");
        withCookie("DELETE", SESSION, "known").send().isProblem(404, "not-found");
        assertThat(deeds).isEmpty();
    }
}
