package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One mailbox and one name in several spellings. */
interface SpellingScenarios extends Scenarios {
    /** Registers with an address and verifies it where mail for the other spelling of the address arrives. */
    private Reply registerAndVerify(String email, String mailbox, String password) {
        Reply made = visitor()
                .post(API + "/users", "email", email, "password", password)
                .expect(202);
        return verify(visitor(), made.get("challenges/0/id"), site().nextCode(mailbox));
    }

    @Test
    default void both_spellings_of_a_domain_are_one_account() {
        String name = Person.somebody().username();
        String inLetters = name + "@b\u00fccher.example";
        String inAscii = name + "@" + IDN.toASCII("b\u00fccher.example");
        String password = Person.newPassword();
        registerAndVerify(inLetters, inAscii, password).expect(200);
        signIn(visitor(), inAscii, password).expect(200);
        signIn(visitor(), inLetters.toUpperCase(Locale.ROOT), password).expect(200);
        visitor()
                .post(API + "/users", "email", inAscii, "password", Person.newPassword())
                .expect(202);
        assertThat(site().nextLetter(inAscii).code())
                .as("a letter to the owner, who is told that somebody tried to register")
                .isEmpty();
    }

    @Test
    default void a_code_goes_to_the_domain_that_was_typed_and_to_no_look_alike() {
        String name = Person.somebody().username();
        registerAndVerify(name + "@stra\u00dfe.example", name + "@xn--strae-oqa.example", Person.newPassword())
                .expect(200);
        registerAndVerify(name + "@strasse.example", name + "@strasse.example", Person.newPassword())
                .expect(200);
    }

    @Test
    default void a_username_is_one_name_however_it_is_folded() {
        String number = Person.somebody().username();
        String password = Person.newPassword();
        visitor()
                .post(API + "/users", "username", "stra\u00dfe." + number, "password", password)
                .expect(201);
        visitor()
                .post(API + "/users", "username", "STRASSE." + number, "password", Person.newPassword())
                .expectProblem(409, "username-taken");
        signIn(visitor(), "Strasse." + number, password).expect(200);
    }

    @Test
    default void a_username_of_mixed_scripts_is_refused_in_words() {
        Reply refused = visitor()
                .post(
                        API + "/users",
                        "username",
                        "p\u0430ypal." + Person.somebody().username(),
                        "password",
                        Person.newPassword())
                .expectFault("username");
        assertThat(refused.get("detail")).contains("different scripts");
    }

    @Test
    default void an_old_number_and_the_one_that_took_its_place_are_one_account() {
        String local = "1" + Person.newPhone().substring("+491511".length());
        String today = "+5255" + local;
        String old = "+52 1 55 " + local;
        String password = Person.newPassword();
        Reply made = visitor()
                .post(API + "/users", "phone", old, "password", password)
                .expect(202);
        verify(visitor(), made.get("challenges/0/id"), site().nextCode(today)).expect(200);
        signIn(visitor(), today, password).expect(200);
        signIn(visitor(), "tel:" + old, password).expect(200);
        visitor()
                .post(API + "/users", "phone", today, "password", Person.newPassword())
                .expect(202);
        assertThat(site().nextLetter(today).code())
                .as("a message to the owner, who is told that somebody tried to register")
                .isEmpty();
    }
}
