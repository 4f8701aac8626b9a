package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** Other services ask about tokens, by a client that they have from elsewhere, and end sessions by a token. */
interface TokenScenarios extends Scenarios {
    private Reply form(Visitor visitor, String path, String token) {
        return visitor.send(
                "POST",
                API + "/tokens/" + path,
                "application/x-www-form-urlencoded",
                ("token=" + URLEncoder.encode(token, UTF_8)).getBytes(UTF_8));
    }

    private Reply introspect(String token) {
        return form(visitor().bearer(Site.RESOURCE_SERVER_KEY), "introspect", token);
    }

    /** Spring Security's own client, as a service would build it. */
    private OpaqueTokenIntrospector springSecurity(String key) {
        return SpringOpaqueTokenIntrospector.withIntrospectionUri(site().baseUrl() + API + "/tokens/introspect")
                .clientId("orders")
                .clientSecret(key)
                .build();
    }

    @Test
    default void a_stock_client_learns_what_an_access_token_says() {
        SignedIn one = signedIn();
        OAuth2AuthenticatedPrincipal told =
                springSecurity(Site.RESOURCE_SERVER_KEY).introspect(one.accessToken());
        Map<String, Object> attributes = told.getAttributes();
        assertThat(attributes)
                .containsEntry("active", true)
                .containsEntry("sub", me(one.visitor()).get("id"))
                .containsEntry("sid", one.sessionId())
                .containsEntry("username", one.person().username())
                .containsEntry("client_id", "latchkey")
                .containsEntry("aud", List.of("latchkey"))
                .containsEntry("token_type", "Bearer")
                .containsEntry("acr", "latchkey:one-factor")
                .containsEntry("amr", List.of("pwd"));
        assertThat((Instant) attributes.get("exp")).isAfter((Instant) attributes.get("iat"));
        assertThat(told.getAuthorities()).extracting(Object::toString).containsExactly("SCOPE_user");
    }

    @Test
    default void a_stock_client_takes_no_token_that_counts_no_more_and_needs_its_key() {
        SignedIn one = signedIn();
        OpaqueTokenIntrospector service = springSecurity(Site.RESOURCE_SERVER_KEY);
        assertThatThrownBy(() -> service.introspect(one.refreshToken())).isInstanceOf(BadOpaqueTokenException.class);
        assertThatThrownBy(() -> springSecurity("x".repeat(32)).introspect(one.accessToken()))
                .isInstanceOf(OAuth2IntrospectionException.class)
                .isNotInstanceOf(BadOpaqueTokenException.class);
        assertThat(service.introspect(one.accessToken()).getName())
                .isEqualTo(me(one.visitor()).get("id"));
        one.visitor().delete(API + "/sessions/current").expect(204);
        assertThatThrownBy(() -> service.introspect(one.accessToken())).isInstanceOf(BadOpaqueTokenException.class);
    }

    @Test
    default void nothing_is_told_of_a_token_that_does_not_count() {
        SignedIn one = signedIn();
        SignedIn deleted = signedIn();
        deleted.visitor().delete(API + "/users/me").expect(204);
        for (String token : List.of("x", one.refreshToken(), one.accessToken() + "=", deleted.accessToken())) {
            Reply reply = introspect(token).expect(200);
            assertThat(reply.text()).isEqualTo("{\"active\":false}");
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
        }
        form(visitor(), "introspect", one.accessToken()).expectProblem(401, "invalid-client");
        form(one.visitor(), "introspect", one.accessToken()).expectProblem(401, "invalid-client");
    }

    @Test
    default void a_sign_in_ends_the_session_that_its_client_gives_up() {
        SignedIn old = signedIn();
        Person person = old.person();
        Visitor visitor = visitor();
        visitor.post(
                        API + "/sessions",
                        "login",
                        person.email(),
                        "password",
                        Person.newPassword(),
                        "replaces",
                        old.refreshToken())
                .expectProblem(401, "sign-in-refused");
        me(old.visitor()).expect(200);
        SignedIn next = SignedIn.of(
                person,
                visitor,
                visitor.post(
                        API + "/sessions",
                        "login",
                        person.email(),
                        "password",
                        person.password(),
                        "replaces",
                        old.refreshToken()));
        me(old.visitor()).expectProblem(401, "not-signed-in");
        me(next.visitor()).expect(200);
    }

    @Test
    default void revoking_either_token_ends_both_and_an_unknown_one_is_answered_alike() {
        for (boolean byAccessToken : List.of(true, false)) {
            SignedIn one = signedIn();
            String token = byAccessToken ? one.accessToken() : one.refreshToken();
            Reply first = form(visitor(), "revoke", token).expect(200);
            Reply again = form(visitor(), "revoke", token).expect(200);
            assertThat(first.text()).isEqualTo(again.text()).isEmpty();
            me(one.visitor()).expectProblem(401, "not-signed-in");
            refresh(visitor(), one.refreshToken()).expectProblem(401, "refresh-refused");
            assertThat(introspect(one.accessToken()).text()).isEqualTo("{\"active\":false}");
        }
        form(visitor(), "revoke", "").expectProblem(400, "invalid-request");
    }
}
