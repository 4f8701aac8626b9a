package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that must be refused. Each refusal is a problem that names the fault. */
interface BadInputScenarios extends Scenarios {
    /** A route that takes a JSON object, with a body that it accepts. */
    record Route(String method, String path, boolean guarded, Map<String, String> body) {
        ObjectNode with(String member, Object value) {
            ObjectNode object = valid();
            object.setAll(Visitor.object(member, value));
            return object;
        }

        ObjectNode valid() {
            ObjectNode object = Visitor.object();
            body.forEach(object::put);
            return object;
        }
    }

    private static List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        API + "/users",
                        false,
                        Map.of(
                                "username",
                                "x",
                                "email",
                                "x",
                                "phone",
                                "x",
                                "password",
                                "x",
                                "name",
                                "x",
                                "locale",
                                "en")),
                new Route("POST", API + "/users/availability", false, Map.of("username", "somebody-else")),
                new Route(
                        "POST",
                        API + "/otp",
                        false,
                        Map.of(
                                "purpose",
                                "custom:bad",
                                "destination",
                                "bad@example.org",
                                "channel",
                                "email",
                                "locale",
                                "en")),
                new Route("POST", API + "/otp/" + UNKNOWN_ID + "/verify", false, Map.of("code", "123456")),
                new Route(
                        "POST",
                        API + "/sessions",
                        false,
                        Map.of("login", "nobody@example.org", "password", "x", "locale", "en")),
                new Route("POST", API + "/sessions/refresh", false, Map.of("refreshToken", "x")),
                new Route(
                        "POST", API + "/password/forgot", false, Map.of("login", "nobody@example.org", "locale", "en")),
                new Route(
                        "POST",
                        API + "/password/reset",
                        false,
                        Map.of("otpId", UNKNOWN_ID, "code", "123456", "newPassword", "x")),
                new Route(
                        "PUT",
                        API + "/users/me",
                        true,
                        Map.of(
                                "username",
                                "x",
                                "name",
                                "x",
                                "email",
                                "x",
                                "phone",
                                "x",
                                "locale",
                                "en",
                                "secondFactor",
                                "none")),
                new Route(
                        "PATCH",
                        API + "/users/me",
                        true,
                        Map.of(
                                "username",
                                "x",
                                "name",
                                "x",
                                "email",
                                "x",
                                "phone",
                                "x",
                                "locale",
                                "en",
                                "secondFactor",
                                "none")),
                new Route("PUT", API + "/users/me/password", true, Map.of("currentPassword", "x", "newPassword", "x")),
                new Route(
                        "POST",
                        API + "/users/me/credentials",
                        true,
                        Map.of("name", "x", "expiresAt", "2099-01-01T00:00:00Z")));
    }

    private Visitor caller(Route route, SignedIn one) {
        return route.guarded() ? one.visitor().elsewhere() : visitor();
    }

    @Test
    default void a_body_that_is_no_json_object_is_refused_everywhere() {
        SignedIn one = signedIn();
        List<String> bodies = List.of(
                "{",
                "}",
                "[]",
                "null",
                "\"text\"",
                "42",
                "true",
                """
                        {"a":1,}""",
                "{'a':'b'}",
                """
                        {"a":"b"} x""",
                """
                        {"code":"1","code":"2"}""",
                "\u0000",
                "<xml/>",
                "[".repeat(5000),
                """
                        {"a":""".repeat(3000));
        for (Route route : routes()) {
            for (String body : bodies) {
                caller(route, one)
                        .send(route.method(), route.path(), "application/json", body.getBytes(UTF_8))
                        .expectProblem(400, "invalid-request");
            }
            caller(route, one)
                    .send(route.method(), route.path(), "application/json", new byte[] {'{', '"', (byte) 0xff, '"', '}'
                    })
                    .expectProblem(400, "invalid-request");
            caller(route, one)
                    .send(route.method(), route.path(), "application/json", new byte[0])
                    .expectProblem(400, "invalid-request");
        }
    }

    @Test
    default void a_member_of_another_type_is_named() {
        SignedIn one = signedIn();
        for (Route route : routes()) {
            for (String member : route.body().keySet()) {
                for (Object value : List.of(42, 1.5, true, List.of("a"), Map.of("a", "b"))) {
                    caller(route, one)
                            .json(route.method(), route.path(), route.with(member, value))
                            .expectFault(member);
                }
            }
        }
    }

    @Test
    default void control_characters_and_broken_unicode_are_named() {
        SignedIn one = signedIn();
        for (Route route : routes()) {
            for (String member : route.body().keySet()) {
                for (String value : List.of("a\u0000b", "a\nb", "a\u001bb", "a\u0085b")) {
                    caller(route, one)
                            .json(route.method(), route.path(), route.with(member, value))
                            .expectFault(member);
                }
                String body = """
                        {"%s":"\\ud800"}""".formatted(member);
                caller(route, one)
                        .send(route.method(), route.path(), "application/json", body.getBytes(UTF_8))
                        .expectFault(member);
            }
        }
    }

    @Test
    default void an_oversized_member_is_named() {
        SignedIn one = signedIn();
        // These members are only compared. A wrong value is refused as wrong, not as malformed.
        List<String> unbounded = List.of("refreshToken", "login");
        for (Route route : routes()) {
            for (String member : route.body().keySet()) {
                if (!unbounded.contains(member)) {
                    Reply reply = caller(route, one)
                            .json(route.method(), route.path(), route.with(member, "x".repeat(20_000)))
                            .expectProblem(400, "invalid-request");
                    assertThat(reply.json().path("errors").findValuesAsText("field"))
                            .as("%s %s", reply, member)
                            .contains(member);
                    assertThat(reply.body().length).isLessThan(4000);
                }
            }
        }
        refresh(visitor(), "x".repeat(20_000)).expectProblem(401, "refresh-refused");
        signIn(visitor(), "x".repeat(20_000), Person.newPassword()).expectProblem(401, "sign-in-refused");
    }

    @Test
    default void missing_members_are_named() {
        Visitor guarded = signedIn().visitor();
        visitor().post(API + "/users", "name", "Nobody").expectProblem(400, "invalid-request");
        visitor().post(API + "/users", "username", Person.somebody().username()).expectFault("password");
        visitor().json("POST", API + "/users/availability", Visitor.object()).expectProblem(400, "invalid-request");
        requestCode(visitor(), "custom:a", null).expectFault("destination");
        visitor().post(API + "/otp", "destination", "a@example.org").expectFault("purpose");
        visitor()
                .json("POST", API + "/otp/" + UNKNOWN_ID + "/verify", Visitor.object())
                .expectFault("code");
        visitor().post(API + "/sessions", "login", "ada").expectFault("password");
        visitor().post(API + "/sessions", "password", Person.newPassword()).expectFault("login");
        visitor().post(API + "/sessions", "otpId", UNKNOWN_ID).expectFault("code");
        visitor().post(API + "/sessions", "code", "123456").expectFault("otpId");
        visitor().json("POST", API + "/sessions/refresh", Visitor.object()).expectFault("refreshToken");
        visitor().json("POST", API + "/password/forgot", Visitor.object()).expectFault("login");
        visitor().json("POST", API + "/password/reset", Visitor.object()).expectProblem(400, "invalid-request");
        visitor().post(API + "/password/reset", "token", "x").expectFault("newPassword");
        guarded.json("PUT", API + "/users/me/password", Visitor.object()).expectFault("newPassword");
        guarded.json("POST", API + "/users/me/credentials", Visitor.object()).expectFault("name");
    }

    @Test
    default void values_nobody_has_are_named() {
        Visitor guarded = signedIn().visitor();
        for (String phone : List.of("letters", "+49abc", "123", "+999999999999999999", "")) {
            visitor()
                    .post(API + "/otp", "purpose", "custom:a", "channel", "sms", "destination", phone)
                    .expectFault("destination");
            visitor().post(API + "/users", "phone", phone).expectFault("phone");
            guarded.patch(API + "/users/me", "phone", phone).expectFault("phone");
        }
        for (String email : List.of("nobody", "@example.org", "a@", "a b@example.org", "a@b@c", "a@example", "")) {
            visitor()
                    .post(API + "/otp", "purpose", "custom:a", "channel", "email", "destination", email)
                    .expectFault("destination");
            visitor().post(API + "/users", "email", email).expectFault("email");
            guarded.patch(API + "/users/me", "email", email).expectFault("email");
        }
        for (String purpose : List.of("", "nonsense", "custom:", "custom:A B", "SIGN-IN", "custom:" + "a".repeat(41))) {
            requestCode(visitor(), purpose, "a@example.org").expectFault("purpose");
        }
        visitor()
                .post(API + "/otp", "purpose", "custom:a", "channel", "fax", "destination", "a@example.org")
                .expectFault("channel");
        visitor()
                .post(API + "/otp", "purpose", "custom:a", "destination", "a@example.org", "locale", "!!")
                .expectFault("locale");
        for (String code : List.of("", " ", "---")) {
            verify(visitor(), UNKNOWN_ID, code).expectFault("code");
        }
        verify(visitor(), UNKNOWN_ID, "<script>").expectProblem(422, "otp-refused");
    }

    @Test
    default void another_content_type_is_refused_everywhere() {
        SignedIn one = signedIn();
        for (Route route : routes()) {
            byte[] body = route.valid().toString().getBytes(UTF_8);
            for (String type : List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x")) {
                caller(route, one)
                        .send(route.method(), route.path(), type, body)
                        .expectProblem(415);
            }
        }
    }

    @Test
    default void a_body_of_ten_megabytes_is_refused_everywhere() {
        SignedIn one = signedIn();
        byte[] body = """
                {"name":"%s"}""".formatted("x".repeat(10 * 1024 * 1024)).getBytes(UTF_8);
        for (Route route : routes()) {
            caller(route, one)
                    .send(route.method(), route.path(), "application/json", body)
                    .expectProblem(413, "body-too-large");
        }
    }

    @Test
    default void unknown_routes_and_methods_are_problems() {
        List<String> unknown =
                new ArrayList<>(List.of(API + "/nonsense", API + "/otp/a/b/c", "/nonsense", "/index.php", API));
        unknown.add(API + "/users/" + UNKNOWN_ID);
        for (String path : unknown) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                visitor().send(method, path, null, new byte[0]).expectProblem(404);
            }
        }
        for (Route route : routes()) {
            Reply refused =
                    visitor().send("BREW", route.path(), null, new byte[0]).expectProblem(405);
            assertThat(refused.header("Allow").orElseThrow()).contains(route.method());
        }
        visitor().get(API + "/users").expectProblem(405);
        visitor().delete(API + "/otp/" + UNKNOWN_ID).expectProblem(405);
        visitor()
                .send("PUT", API + "/sessions", "application/json", new byte[] {'{', '}'})
                .expectProblem(405);
    }

    @Test
    default void guarded_routes_are_shut_to_strangers() {
        record Guarded(String method, String path) {}
        List<Guarded> guarded = new ArrayList<>();
        routes().stream()
                .filter(Route::guarded)
                .forEach(route -> guarded.add(new Guarded(route.method(), route.path())));
        guarded.add(new Guarded("GET", API + "/users/me"));
        guarded.add(new Guarded("DELETE", API + "/users/me"));
        guarded.add(new Guarded("GET", API + "/users/me/image"));
        guarded.add(new Guarded("PUT", API + "/users/me/image"));
        guarded.add(new Guarded("DELETE", API + "/users/me/image"));
        guarded.add(new Guarded("GET", API + "/users/me/credentials"));
        guarded.add(new Guarded("DELETE", API + "/users/me/credentials/" + UNKNOWN_ID));
        guarded.add(new Guarded("GET", API + "/sessions"));
        guarded.add(new Guarded("DELETE", API + "/sessions"));
        guarded.add(new Guarded("DELETE", API + "/sessions/current"));
        guarded.add(new Guarded("DELETE", API + "/sessions/" + UNKNOWN_ID));
        for (Guarded route : guarded) {
            boolean isImage = route.path().endsWith("/image");
            boolean hasBody = !route.method().equals("GET") && !route.method().equals("DELETE");
            String type = hasBody ? isImage ? "image/png" : "application/json" : null;
            byte[] body = hasBody ? new byte[] {'{', '}'} : new byte[0];
            visitor().send(route.method(), route.path(), type, body).expectProblem(401, "not-signed-in");
            visitor()
                    .bearer("garbage")
                    .send(route.method(), route.path(), type, body)
                    .expectProblem(401, "not-signed-in");
        }
    }

    /** The server's parser used to throw at some of them, and the server answered 200 without a body then. */
    @Test
    default void requests_that_no_parser_can_read_are_refused() {
        for (String request : RawRequests.malformed()) {
            assertThat(RawRequests.answer(site().baseUrl(), request))
                    .as(request)
                    .isEqualTo("HTTP/1.1 400");
        }
        assertThat(Traces.log(site().logFile()))
                .doesNotContain("occurred in the container during the request processing");
    }
}
