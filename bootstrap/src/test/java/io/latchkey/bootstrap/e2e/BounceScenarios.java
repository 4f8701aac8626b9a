package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Addresses that bounced, and how their owners verify them anew. */
interface BounceScenarios extends Scenarios {
    AtomicInteger ANOTHER = new AtomicInteger();

    private static Reply askAnew(Visitor visitor) {
        return visitor.json("POST", API + "/users/me/email/verification", Visitor.object());
    }

    /** Somebody of whose address a provider said this. */
    private SignedIn after(String told) {
        SignedIn one = signedIn();
        String email = one.person().email();
        String id =
                requestCode(visitor(), Site.MAILER_PURPOSE, email).expect(202).get("id");
        await(id, "accepted");
        String sent = visitor()
                .get("/dev/inbox/messages?to=" + email)
                .expect(200)
                .json()
                .findValuesAsText("id")
                .get(0);
        visitor()
                .with("X-Receipt-Token", Site.RECEIPT_SECRET)
                .post(API + "/delivery/receipts/" + Site.MAILER, "id", "sms-" + sent, "state", told)
                .expect(200);
        return one;
    }

    private void await(String challenge, String state) {
        Await.until(
                "the message is " + state,
                Duration.ofSeconds(20),
                () -> visitor()
                        .get(API + "/otp/" + challenge)
                        .expect(200)
                        .get("delivery")
                        .equals(state));
    }

    private void getsNothing(String email) {
        // Between two codes of one custom purpose is a pause.
        String another = "custom:letter-" + ANOTHER.incrementAndGet();
        for (String purpose : List.of("verify-contact", another)) {
            await(requestCode(visitor(), purpose, email).expect(202).get("id"), "failed");
        }
    }

    @Test
    default void the_owner_of_an_address_that_bounced_verifies_it_anew() {
        SignedIn ada = after("lost");
        String email = ada.person().email();
        getsNothing(email);
        askAnew(visitor()).expectProblem(401, "not-signed-in");
        String id = askAnew(ada.visitor()).expect(202).get("id");
        String code = site().nextCode(email);
        getsNothing(email);
        Reply second = askAnew(ada.visitor()).expectProblem(409, "account-state");
        assertThat(second.get("obstacle")).isEqualTo("contact-closed");
        assertThat(Long.parseLong(second.header("Retry-After").orElseThrow())).isBetween(86_000L, 86_400L);
        verify(visitor(), id, Scenarios.wrong(code)).expectProblem(422, "otp-refused");
        getsNothing(email);
        verify(visitor(), id, code).expect(200);
        String next = requestCode(visitor(), "sign-in", email).expect(202).get("id");
        signInWithCode(visitor(), next, site().nextCode(email)).expect(200);
        String again = askAnew(ada.visitor()).expect(202).get("id");
        verify(visitor(), again, site().nextCode(email)).expect(200);
    }

    @Test
    default void an_address_whose_reader_complained_is_not_verified_anew() {
        SignedIn ada = after("spam");
        Reply refused = askAnew(ada.visitor()).expectProblem(409, "account-state");
        assertThat(refused.get("obstacle")).isEqualTo("contact-closed");
        assertThat(refused.header("Retry-After")).isEmpty();
        getsNothing(ada.person().email());
    }

    @Test
    default void one_of_twenty_codes_goes_to_an_address_that_bounced() throws Exception {
        SignedIn ada = after("lost");
        String email = ada.person().email();
        int before = Site.POST.lettersTo(email).size();
        List<Reply> replies = ConcurrencyScenarios.atOnce(() -> askAnew(ada.visitor()));
        assertThat(replies).filteredOn(reply -> reply.status() == 202).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 202)
                .allSatisfy(reply -> reply.expectProblem(409, "account-state"));
        site().nextCode(email);
        getsNothing(email);
        assertThat(Site.POST.lettersTo(email)).hasSize(before + 1);
    }

    @Test
    default void an_address_without_a_bounce_is_verified_again_by_a_code() {
        SignedIn ada = signedIn();
        String id = askAnew(ada.visitor()).expect(202).get("id");
        verify(visitor(), id, site().nextCode(ada.person().email())).expect(200);
    }
}
