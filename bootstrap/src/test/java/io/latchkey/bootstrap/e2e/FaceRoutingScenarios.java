package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
        visitor()
                .post("/otp/", "destination", person.email(), "email", person.email())
                .expect(201);
        visitor()
                .post("/otp/", "destination", person.email(), "verify_otp", site().nextCode(person.email()))
                .expect(202);
        visitor()
                .post(
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
    default void the_api_document_is_complete() {
        JsonNode document = visitor()
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json();

        assertThat(document.path("paths").has(API + "/users/me")).isTrue();
        assertThat(document.path("tags").findValuesAsText("name")).contains("Face: essdee");
    }
}
