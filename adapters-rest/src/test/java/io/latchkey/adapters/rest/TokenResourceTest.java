package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.session.IntrospectTokenUseCase;
import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResourceTest extends ApiTest {
    private static final String INTROSPECT = "/api/v1/tokens/introspect";
    private static final String REVOKE = "/api/v1/tokens/revoke";
    private static final String KEY = ApiServer.RESOURCE_SERVER_KEY;
    /** Authorization of the example in RFC 7662 §2.1. */
    private static final String RFC_AUTHORIZATION = "Bearer 23410913-abewfq.123483";

    private final List<String> asked = new ArrayList<>();

    private Call form(String path, String form) {
        return call("POST", path).body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }

    private Call introspect(String form) {
        return form(INTROSPECT, form).header("Authorization", "Bearer " + KEY);
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    private void given(Optional<LiveToken> live) {
        useCases.put(IntrospectTokenUseCase.class, token -> {
            asked.add(token);
            return live;
        });
    }

    @Test
    void tells_what_a_token_that_counts_says_by_the_names_of_the_rfc() {
        given(Optional.of(new LiveToken(
                Fixtures.CALLER.user(),
                Fixtures.SESSION,
                new LiveToken.Claims(
                        "https://accounts.example.org",
                        "latchkey",
                        "5b0f",
                        Fixtures.NOW,
                        Fixtures.NOW.plusSeconds(900)))));
        JsonNode told = introspect("token=mF_9.B5f-4.1JqM&token_type_hint=access_token&more=ignored")
                .send()
                .isJson(200)
                .json();
        assertThat(asked).containsExactly("mF_9.B5f-4.1JqM");
        long now = Fixtures.NOW.getEpochSecond();
        assertThat(told.toString())
                .isEqualTo(
                        "{\"active\":true,\"token_type\":\"Bearer\",\"iss\":\"https://accounts.example.org\",\"sub\":\""
                                + Fixtures.CALLER.user().id()
                                + "\",\"aud\":\"latchkey\",\"client_id\":\"latchkey\",\"username\":\"ada\",\"scope\":\"user\","
                                + "\"groups\":[\"user\"],\"sid\":\"" + Fixtures.SESSION.id()
                                + "\",\"jti\":\"5b0f\",\"iat\":"
                                + now + ",\"exp\":" + (now + 900) + ",\"auth_time\":" + now
                                + ",\"amr\":[\"pwd\"],\"acr\":\"latchkey:one-factor\"}");
    }

    @Test
    void tells_nothing_of_a_token_that_does_not_count() {
        given(Optional.empty());
        assertThat(introspect("token=mF_9.B5f-4.1JqM").send().isJson(200).text())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void takes_the_key_as_bearer_token_and_as_password_as_it_is_or_escaped() {
        given(Optional.empty());
        String escaped = URLEncoder.encode(KEY, StandardCharsets.UTF_8);
        for (String shown : List.of("Bearer " + KEY, "bearer " + KEY, basic("any", KEY), basic("", escaped))) {
            form(INTROSPECT, "token=x").header("Authorization", shown).send().isJson(200);
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void tells_nothing_to_strangers() {
        form(INTROSPECT, "token=x").send().isProblem(401, "invalid-client");
        for (String shown : List.of(
                RFC_AUTHORIZATION,
                "Bearer",
                "Bearer " + KEY + "x",
                "Bearer " + API_KEY,
                "Basic !!!",
                basic(KEY, ""),
                basic("any", KEY.substring(1)),
                "Basic " + Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)))) {
            Answer answer = form(INTROSPECT, "token=x")
                    .header("Authorization", shown)
                    .send()
                    .isProblem(401, "invalid-client");
            assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer").contains("Basic");
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token=",
                "tokens=x",
                "token=x&token=y",
                "token=x&token_type_hint=a&token_type_hint=b",
                "token=%zz"
            })
    void refuses_a_form_without_one_token(String form) {
        given(Optional.empty());
        Answer answer = introspect(form).send().isProblem(400, "invalid-request");
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
        form(REVOKE, form).send().isProblem(400, "invalid-request");
        assertThat(asked).isEmpty();
    }

    @Test
    void takes_no_json_and_no_query() {
        given(Optional.empty());
        assertThat(post(INTROSPECT, "{\"token\":\"x\"}")
                        .header("Authorization", "Bearer " + KEY)
                        .send()
                        .status())
                .isEqualTo(415);
        introspect("").send().isProblem(400, "invalid-request");
        form(INTROSPECT + "?token=x", "")
                .header("Authorization", "Bearer " + KEY)
                .send()
                .isProblem(400, "invalid-request");
    }

    private List<SignOutCommand> revoking(SignOut outcome) {
        List<SignOutCommand> commands = new ArrayList<>();
        useCases.put(SignOutUseCase.class, command -> {
            commands.add(command);
            return outcome;
        });
        return commands;
    }

    @Test
    void revokes_whatever_token_is_shown_and_answers_alike_for_unknown_ones() {
        // The request of RFC 7009 §2.1, without its client.
        String form = "token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token";
        List<SignOutCommand> known = revoking(new SignOut.SignedOut(1));
        Answer done = form(REVOKE, form).send();
        assertThat(known)
                .singleElement()
                .isInstanceOfSatisfying(
                        SignOutCommand.ByAnyToken.class,
                        shown -> assertThat(shown.token()).isEqualTo("45ghiukldjahdnhzdauz"));
        revoking(new SignOut.NoSuchSession());
        Answer unknown = form(REVOKE, form).send();
        for (Answer answer : List.of(done, unknown)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void revokes_for_services_with_a_key_and_for_none_with_a_wrong_one() {
        List<SignOutCommand> commands = revoking(new SignOut.SignedOut(1));
        form(REVOKE, "token=x")
                .header("Authorization", RFC_AUTHORIZATION)
                .send()
                .isProblem(401, "invalid-client");
        assertThat(commands).isEmpty();
        assertThat(form(REVOKE, "token=x")
                        .header("Authorization", basic("any", KEY))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(commands).hasSize(1);
    }
}
