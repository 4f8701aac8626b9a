package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Owners are told of what happens to their accounts. */
interface NoticeScenarios extends Scenarios {
    /** The next message without a code that a destination gets. */
    private static Letter notice(String destination) {
        return Site.POST.take(destination, letter -> letter.code().isEmpty());
    }

    private static void areTold(String words, String... destinations) {
        for (String destination : destinations) {
            Letter letter = notice(destination);
            assertThat(letter.subject() + letter.text()).containsIgnoringCase(words);
        }
    }

    @Test
    default void an_owner_is_told_of_everything_that_could_cost_the_account() {
        SignedIn one = signedIn();
        String email = one.person().email();
        String phone = one.person().phone();
        Visitor owner = one.visitor();

        String credential = owner.post(API + "/users/me/credentials", "name", "ci")
                .expect(201)
                .get("id");
        areTold("API credential", email);
        owner.delete(API + "/users/me/credentials/" + credential).expect(204);
        areTold("revoked", email);

        owner.patch(API + "/users/me", "secondFactor", "sms").expect(200);
        areTold("text message", email);
        areTold("SMS", phone);

        String next = Person.newEmail();
        Reply changed = owner.patch(API + "/users/me", "email", next).expect(200);
        verify(visitor(), changed.get("challenges/0/id"), site().nextCode(next)).expect(200);
        areTold("contact", email, next, phone);

        owner.delete(API + "/users/me").expect(204);
        areTold("deleted", next, phone);
    }

    @Test
    default void an_owner_is_told_when_an_old_refresh_token_comes_back() {
        SignedIn one = signedIn();
        String second = refresh(visitor(), one.refreshToken()).expect(200).get("refreshToken");
        refresh(visitor(), second).expect(200);
        refresh(visitor(), one.refreshToken()).expectProblem(401, "refresh-refused");
        areTold("used twice", one.person().email());
    }

    @Test
    default void the_other_contact_is_told_of_a_reset_that_was_asked_for() {
        Person person = member();
        visitor().post(API + "/password/forgot", "login", person.email()).expect(202);
        areTold("resetting", person.phone());
    }
}
