package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that all faces share. */
interface FaceRoutingScenarios extends Scenarios {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/method/nothing",
                "/v1/otp/nothing",
                "/user/nothing",
                "/admin/auth/nothing",
                "/device/auth/nothing"
            })
    default void an_unknown_route_of_a_face_is_not_found_in_its_own_words(String path) {
        for (String asked : new String[] {path, path + "/"}) {
            Reply reply =
                    visitor().with("Accept", "text/html").post(asked, "a", "b").expect(404);

            assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
            assertThat(reply.json().has("type")).as(reply.text()).isFalse();
            assertThat(reply.text()).doesNotContain("io.latchkey", "Exception", "Payara");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/method/nothing",
                "/v1/otp/nothing",
                "/user/protected",
                "/admin/auth/nothing",
                "/device/auth/nothing"
            })
    default void pages_of_a_named_origin_read_the_answers_of_faces(String path) {
        Reply reply = visitor().with("Origin", Site.PAGES).get(path);
        assertThat(reply.status()).as("%s", reply).isGreaterThanOrEqualTo(400);
        assertThat(reply.header("Access-Control-Allow-Origin")).as("%s", reply).hasValue(Site.PAGES);
        Reply strange = visitor().with("Origin", "https://attacker.example").get(path);
        assertThat(strange.header("Access-Control-Allow-Origin"))
                .as("%s", strange)
                .isEmpty();
        assertThat(strange.headers().allValues("Vary")).as("%s", strange).contains("Origin");
    }

    @Test
    default void the_native_api_keeps_its_own_words() {
        visitor().get(API + "/nothing").expectProblem(404, "/problems/not-found");
        me(signedIn().visitor()).expect(200);
        visitor().get("/v1/other").expectProblem(404, "/problems/not-found");
        visitor().get("/legacy/v1/otp/generate").expectProblem(404, "/problems/not-found");
    }

    @Test
    default void an_account_made_anywhere_signs_in_everywhere() {
        for (Person person : new Person[] {member(), ofBioentrust(), ofDrfUser()}) {
            signsInEverywhere(person.email(), person.password());
        }
        Person byNumber = member();
        visitor()
                .post(EssdeeScenarios.INITIATE, "mobile_number", byNumber.phone())
                .expect(200);
        Reply taken = visitor()
                .with("X-Api-Key", SunbirdScenarios.SUNBIRD_KEY)
                .post(SunbirdScenarios.GENERATE, "request", Visitor.object("key", byNumber.email(), "type", "email"))
                .expect(400);
        assertThat(taken.get("params/err")).isEqualTo("EMAIL_IN_USE");
    }

    /** Such an account has no verified contact, so only its username identifies it. */
    @Test
    default void an_account_of_the_dhiwise_face_signs_in_by_its_username_elsewhere() {
        Person person = Person.somebody();
        visitor()
                .post(
                        "/admin/auth/register",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "email",
                        person.email(),
                        "name",
                        "Joanna Nicolas")
                .expect(200);
        signIn(visitor(), person.username(), person.password()).expect(200);
        visitor()
                .post("/login/", "username", person.username(), "password", person.password())
                .expect(200);
        visitor()
                .post("/user/signin", "email", person.email(), "password", person.password())
                .expect(401);
    }

    /** Shows a refresh token to every API that takes some; the status of each answer. */
    private Map<String, Integer> showEverywhere(String refreshToken) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        statuses.put(
                "bioentrust",
                visitor().bearer(refreshToken).get("/user/refresh").status());
        statuses.put(
                "bioentrust sign-out",
                visitor().bearer(refreshToken).delete("/user/signout").status());
        statuses.put(
                "drf-user",
                visitor().post("/refresh-token/", "refresh", refreshToken).status());
        // The last one, because it may trade the token in.
        statuses.put("native", refresh(visitor(), refreshToken).status());
        return statuses;
    }

    private static Map<String, Integer> takenAt(String... doors) {
        Map<String, Integer> statuses = new HashMap<>();
        for (String door : List.of("native", "bioentrust", "bioentrust sign-out", "drf-user")) {
            statuses.put(door, List.of(doors).contains(door) ? 200 : 401);
        }
        return statuses;
    }

    @Test
    default void a_refresh_token_works_at_the_api_that_issued_it_and_at_no_other() {
        Person person = member();
        SignedIn one = signedIn(person);
        assertThat(showEverywhere(one.refreshToken())).isEqualTo(takenAt("native"));
        me(one.visitor()).expect(200);
        String ofDrfUser = visitor()
                .post("/login/", "username", person.username(), "password", person.password())
                .expect(200)
                .get("refresh_token");
        assertThat(showEverywhere(ofDrfUser)).isEqualTo(takenAt("drf-user"));
        String ofBioentrust = visitor()
                .post("/user/signin", "email", person.email(), "password", person.password())
                .expect(200)
                .get("token/refresh");
        site().secrets().keep(ofBioentrust);
        refresh(visitor(), ofBioentrust).expectProblem(401, "refresh-refused");
        visitor().post("/refresh-token/", "refresh", ofBioentrust).expect(401);
        visitor().bearer(ofBioentrust).get("/user/refresh").expect(200);
    }

    @Test
    default void an_old_refresh_token_ends_its_session_at_whichever_api_it_comes_back() {
        List<Function<String, Reply>> doors = List.of(
                token -> visitor().bearer(token).get("/user/refresh"),
                token -> visitor().bearer(token).delete("/user/signout"),
                token -> visitor().post("/refresh-token/", "refresh", token));
        List<SignedIn> victims = doors.stream().map(door -> signedIn()).toList();
        List<String> newer = victims.stream()
                .map(one -> refresh(visitor(), one.refreshToken()).expect(200).get("refreshToken"))
                .toList();
        pass(Site.REFRESH_GRACE.plusSeconds(1));
        for (int i = 0; i < doors.size(); i++) {
            doors.get(i).apply(victims.get(i).refreshToken()).expect(401);
            me(victims.get(i).visitor()).expectProblem(401, "not-signed-in");
            refresh(visitor(), newer.get(i)).expectProblem(401, "refresh-refused");
        }
    }

    private void signsInEverywhere(String email, String password) {
        signIn(visitor(), email, password).expect(200);
        visitor().post("/user/signin", "email", email, "password", password).expect(200);
        visitor()
                .post("/admin/auth/login", "username", email, "password", password)
                .expect(200);
        visitor().post("/login/", "username", email, "password", password).expect(200);
    }

    private Person ofBioentrust() {
        Person person = Person.somebody();
        String pending = visitor()
                .post(
                        "/user/signup",
                        "first_name",
                        "Ada",
                        "last_name",
                        "Lovelace",
                        "email",
                        person.email(),
                        "password",
                        person.password())
                .expect(200)
                .get("otp_request_id");
        visitor()
                .post("/user/verify-email", "otp", site().nextCode(person.email()), "otp_request_id", pending)
                .expect(200);
        return person;
    }

    private Person ofDrfUser() {
        Person person = Person.somebody();
        Visitor visitor = visitor();
        visitor.post("/otp/", "destination", person.email(), "email", person.email())
                .expect(201);
        visitor.post("/otp/", "destination", person.email(), "verify_otp", site().nextCode(person.email()))
                .expect(202);
        visitor.post(
                        "/register/",
                        "username",
                        person.username(),
                        "name",
                        "Some Body",
                        "email",
                        person.email(),
                        "password",
                        person.password())
                .expect(201);
        return person;
    }

    @Test
    default void each_face_has_a_document_of_its_own() {
        JsonNode own = visitor()
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json();
        assertThat(own.path("paths").has(API + "/users/me")).isTrue();
        assertThat(own.path("paths").has(EssdeeScenarios.INITIATE)).isFalse();
        assertThat(own.path("x-faces")).hasSize(5);
        JsonNode essdee = visitor().get("/openapi/essdee.json").expect(200).json();
        assertThat(essdee.path("paths").has(EssdeeScenarios.INITIATE)).isTrue();
        visitor().get("/openapi/nobody").expectProblem(404);
    }
}
