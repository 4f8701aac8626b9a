package io.latchkey.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Steps that all groups of scenarios share. */
interface Scenarios {
    String API = "/api/v1";
    String UNKNOWN_ID = "5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11";

    Site site();

    default Visitor visitor() {
        return site().visitor();
    }

    /** Where the server's clock stands, as a development server tells it. */
    default JsonNode clock() {
        return visitor().get("/dev/clock").expect(200).json();
    }

    /** How far the server's clock is ahead. */
    default Duration offset() {
        return Duration.parse(clock().path("offset").asText());
    }

    /** Does what has to be done before time takes something away. */
    default void beforeTimePasses() {}

    /** Lets time pass for the server, without waiting. */
    default void pass(Duration time) {
        beforeTimePasses();
        visitor().put("/dev/clock", "offset", offset().plus(time).toString()).expect(200);
    }

    /** Registers with username, e-mail, phone and password. */
    default Reply register(Visitor visitor, Person person) {
        return visitor.post(
                API + "/users",
                "username",
                person.username(),
                "name",
                "Somebody",
                "email",
                person.email(),
                "phone",
                person.phone(),
                "password",
                person.password());
    }

    default Reply verify(Visitor visitor, String challenge, String code) {
        return visitor.post(API + "/otp/" + challenge + "/verify", "code", code);
    }

    default Reply signIn(Visitor visitor, String login, String password) {
        return visitor.post(API + "/sessions", "login", login, "password", password);
    }

    default Reply signInWithCode(Visitor visitor, String challenge, String code) {
        return visitor.post(API + "/sessions", "otpId", challenge, "code", code);
    }

    default Reply requestCode(Visitor visitor, String purpose, String destination) {
        return visitor.post(API + "/otp", "purpose", purpose, "destination", destination);
    }

    /** Sets a password by the link that is on its way to an address. */
    default Reply resetByLink(String email, String newPassword) {
        return visitor()
                .post(API + "/password/reset", "token", site().nextLink(email), "newPassword", newPassword)
                .expect(204);
    }

    default Reply refresh(Visitor visitor, String refreshToken) {
        return visitor.post(API + "/sessions/refresh", "refreshToken", refreshToken);
    }

    default Reply me(Visitor visitor) {
        return visitor.get(API + "/users/me");
    }

    /** A registered person with both contacts verified. */
    default Person member() {
        Person person = Person.somebody();
        Visitor visitor = visitor();
        for (JsonNode challenge : register(visitor, person).expect(202).json().path("challenges")) {
            String destination = challenge.path("channel").asText().equals("sms") ? person.phone() : person.email();
            verify(visitor, challenge.path("id").asText(), site().nextCode(destination))
                    .expect(200);
        }
        return person;
    }

    default SignedIn signedIn() {
        return signedIn(member());
    }

    default SignedIn signedIn(Person person) {
        Visitor visitor = visitor();
        return SignedIn.of(person, visitor, signIn(visitor, person.email(), person.password()));
    }

    /** A code that is not the right one. */
    static String wrong(String code) {
        return code.charAt(0) == '9' ? "0" + code.substring(1) : (char) (code.charAt(0) + 1) + code.substring(1);
    }
}
