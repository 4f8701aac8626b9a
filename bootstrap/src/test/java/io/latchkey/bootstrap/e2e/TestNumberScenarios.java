package io.latchkey.bootstrap.e2e;

import static io.latchkey.bootstrap.e2e.Site.TEST_CODE;
import static io.latchkey.bootstrap.e2e.Site.TEST_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The number with a fixed code, for clients inside its address range and for all others. */
interface TestNumberScenarios extends Scenarios {
    private Visitor reviewer() {
        return visitor().from(Site.TEST_ADDRESS);
    }

    /**
     * Number of codes that the SMS provider got for the number so far. It first waits for the arrival of a message that
     * was requested later.
     */
    private int codesToTestNumber() {
        String later = Person.newPhone();
        requestCode(visitor(), "custom:later", later).expect(202);
        site().nextCode(later);
        return (int) Site.POST.lettersTo(TEST_NUMBER).stream()
                .filter(letter -> letter.code().isPresent())
                .count();
    }

    private int inbox() {
        return visitor()
                .get("/dev/inbox/messages?to=" + TEST_NUMBER.replace("+", "%2B"))
                .expect(200)
                .json()
                .size();
    }

    /** The audit records of a challenge, after the given event was recorded. */
    private List<String> recordsOf(String challenge, String lastEvent) {
        Pattern record = Pattern.compile("""
                \\{"at":[^}]*"challenge":"%s"[^}]*}""".formatted(challenge));
        return Await.until("the record of " + challenge, Duration.ofSeconds(30), () -> {
            List<String> records = record.matcher(Traces.log(site().logFile()))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            return records.stream().anyMatch(line -> line.contains("\"" + lastEvent + "\""))
                    ? Optional.of(records)
                    : Optional.empty();
        });
    }

    @Test
    default void a_reviewer_gets_by_with_the_fixed_code_and_no_message() {
        int before = codesToTestNumber();
        int inboxBefore = inbox();
        Reply challenge = requestCode(reviewer(), "verify-contact", TEST_NUMBER).expect(202);
        assertThat(challenge.get("delivery")).isEqualTo("delivered");
        String id = challenge.get("id");
        assertThat(visitor().get(API + "/otp/" + id).expect(200).get("delivery"))
                .isEqualTo("delivered");
        verify(reviewer(), id, Scenarios.wrong(TEST_CODE)).expectProblem(422, "otp-refused");
        verify(visitor(), id, TEST_CODE).expectProblem(422, "otp-refused");
        verify(visitor().from("2001:db8:44::9"), id, TEST_CODE).expect(200);
        verify(reviewer(), id, TEST_CODE).expectProblem(422, "otp-refused");

        assertThat(codesToTestNumber()).isEqualTo(before);
        assertThat(inbox()).isEqualTo(inboxBefore);
        assertThat(recordsOf(id, "code_verified"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(line -> assertThat(line).contains("\"test\":\"true\""));
    }

    @Test
    default void everybody_else_gets_a_real_code_for_the_number() {
        String id = requestCode(visitor(), "verify-contact", TEST_NUMBER)
                .expect(202)
                .get("id");
        String code = site().nextCode(TEST_NUMBER);
        if (!code.equals(TEST_CODE)) {
            verify(reviewer(), id, TEST_CODE).expectProblem(422, "otp-refused");
        }
        verify(visitor(), id, code).expect(200);
        assertThat(recordsOf(id, "code_verified"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\"test\""));
    }

    @Test
    default void a_reviewer_registers_and_signs_in_with_the_fixed_code_as_second_factor() {
        Person nobody = Person.somebody();
        Person person = new Person(nobody.username(), nobody.email(), TEST_NUMBER, nobody.password());
        int before = codesToTestNumber();
        for (JsonNode challenge :
                register(reviewer(), person).expect(202).json().path("challenges")) {
            boolean isSms = challenge.path("channel").asText().equals("sms");
            verify(reviewer(), challenge.path("id").asText(), isSms ? TEST_CODE : site().nextCode(person.email()))
                    .expect(200);
        }
        SignedIn first = SignedIn.of(person, reviewer(), signIn(reviewer(), person.email(), person.password()));
        assertThat(first.visitor()
                        .patch(API + "/users/me", "secondFactor", "sms")
                        .expect(200)
                        .get("secondFactor"))
                .isEqualTo("sms");

        String id = signIn(reviewer(), person.username(), person.password())
                .expect(202)
                .get("challenge/id");
        signInWithCode(visitor(), id, TEST_CODE).expectProblem(401, "otp-refused");
        String accessToken =
                signInWithCode(reviewer(), id, TEST_CODE).expect(200).get("accessToken");

        assertThat(me(reviewer().bearer(accessToken)).expect(200).get("phone")).isEqualTo(TEST_NUMBER);
        assertThat(recordsOf(id, "code_verified"))
                .allSatisfy(line -> assertThat(line).contains("\"test\":\"true\""));
        assertThat(codesToTestNumber()).isEqualTo(before);
    }

    @Test
    default void the_operator_is_warned_at_start_which_numbers_are_live() {
        assertThat(Traces.log(site().logFile())).contains("Fixed codes are live for test numbers: +12*******23 until ");
    }
}
