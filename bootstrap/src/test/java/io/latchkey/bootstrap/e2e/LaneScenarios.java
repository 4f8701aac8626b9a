package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strangers attack an account over HTTP, and its owner gets in all the same. */
interface LaneScenarios extends Scenarios {
    /** A device on which the person signed in. It shows the token of that sign-in, and no session. */
    private Visitor knownDevice(Person person) {
        Reply signedIn = signIn(visitor(), person.email(), person.password()).expect(200);
        assertThat(signedIn.header("Latchkey-Device")).hasValue(signedIn.get("deviceToken"));
        return visitor().with("Latchkey-Device", signedIn.get("deviceToken"));
    }

    /** Guesses wrong at new codes of a person, who gets them all, and answers what was said. */
    private List<String> guessAt(String purpose, String destination, int codes) {
        return guess(purpose, destination, codes, () -> site().nextLetter(destination));
    }

    /** Guesses wrong at each new code until guesses are refused, and answers what was said. */
    private List<String> guess(String purpose, String destination, int codes, Runnable afterEachRequest) {
        List<String> answers = new ArrayList<>();
        for (int asked = 0; asked < codes; asked++) {
            Visitor stranger = visitor().elsewhere();
            String id = requestCode(stranger, purpose, destination).expect(202).get("id");
            afterEachRequest.run();
            for (int guess = 0; guess < 6; guess++) {
                Reply reply = signInWithCode(stranger, id, "ABCDEF");
                answers.add(reply.status() + " " + reply.sharedText().replace(id, "id"));
            }
        }
        return answers;
    }

    @Test
    default void strangers_who_guess_at_codes_shut_out_no_known_device() {
        Person person = member();
        Visitor known = knownDevice(person);
        guessAt("sign-in", person.phone(), 3);

        String strangers =
                requestCode(visitor(), "sign-in", person.phone()).expect(202).get("id");
        signInWithCode(visitor(), strangers, site().nextCode(person.phone())).expectProblem(429, "otp-locked");
        String own = requestCode(known, "sign-in", person.phone()).expect(202).get("id");
        signInWithCode(known, own, site().nextCode(person.phone())).expect(200);
    }

    @Test
    default void strangers_who_guess_at_codes_do_not_stop_a_mailed_link() {
        Person person = member();
        guessAt("sign-in", person.email(), 2);
        visitor().post(API + "/password/forgot", "login", person.email()).expect(202);
        String next = Person.newPassword();
        Reply reset = resetByLink(person.email(), next);
        for (int guess = 0; guess < 6; guess++) {
            signIn(visitor().elsewhere(), person.email(), Person.newPassword());
        }
        signIn(visitor(), person.email(), next).expect(429);
        signIn(visitor().with("Latchkey-Device", reset.header("Latchkey-Device").orElseThrow()), person.email(), next)
                .expect(200);
    }

    @Test
    default void a_stop_says_the_same_of_an_account_and_of_nobody() {
        Person person = member();
        assertThat(guessAt("sign-in", person.phone(), 3)).isEqualTo(guess("sign-in", Person.newPhone(), 3, () -> {}));
    }

    @Test
    default void strangers_who_ask_for_codes_use_up_none_of_a_known_device() {
        Person person = member();
        Visitor known = knownDevice(person);
        for (int asked = 0; asked < 2; asked++) {
            requestCode(visitor().elsewhere(), "reset-password", person.phone()).expect(202);
            site().nextLetter(person.phone());
        }
        requestCode(visitor().elsewhere(), "reset-password", person.phone()).expect(429);
        String own =
                requestCode(known, "reset-password", person.phone()).expect(202).get("id");
        known.post(
                        API + "/password/reset",
                        "otpId",
                        own,
                        "code",
                        site().nextCode(person.phone()),
                        "newPassword",
                        Person.newPassword())
                .expect(204);
    }

    @Test
    default void strangers_who_guess_passwords_shut_out_no_known_device() {
        Person person = member();
        Visitor known = knownDevice(person);
        for (int guess = 0; guess < 8; guess++) {
            signIn(visitor().elsewhere(), person.username(), Person.newPassword());
        }
        Reply shut = signIn(visitor().elsewhere(), person.username(), person.password())
                .expect(429);
        assertThat(shut.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isBetween(800, 900);
        signIn(known, person.username(), person.password()).expect(200);
    }
}
