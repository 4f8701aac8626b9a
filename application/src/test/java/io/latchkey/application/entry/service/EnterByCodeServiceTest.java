package io.latchkey.application.entry.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.entry.EnterByCodeUseCase.Entry;
import io.latchkey.application.entry.EnterByCodeUseCase.EntryCodes;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnterByCodeServiceTest {
    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("acme");
    private static final OtpCode WRONG = new OtpCode("x");

    private TestApplication app = TestApplication.settings()
            .otp(Fixtures.otpPolicies(policy(Duration.ZERO)))
            .start();

    /** A policy that allows three guesses. */
    private static OtpPolicy policy(Duration coolDown) {
        return new OtpPolicy(
                CodeFormat.digits(6),
                Duration.ofMinutes(10),
                3,
                4,
                coolDown,
                0,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
    }

    private CodeSending send(Recipient recipient) {
        return app.sendCode.send(
                SendCodeCommand.to(recipient, PURPOSE, REQUESTER).foundBy(Lookup.CONTACT));
    }

    private OtpCode codeOf(Contact contact) {
        assertThat(send(new Recipient.Whoever(contact))).isInstanceOf(CodeSending.Sent.class);
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private static EntryCommand entry(EmailAddress email, PhoneNumber phone, boolean conceal) {
        return new EntryCommand(PURPOSE, email, phone, conceal, REQUESTER);
    }

    private Entry enter(EmailAddress email, PhoneNumber phone, OtpCode code) {
        return app.enterByCode.enter(entry(email, phone, false), Optional.of("Ada"), code);
    }

    private EntryCodes sendBoth(EmailAddress email, PhoneNumber phone, boolean conceal) {
        EntryCodes outcome = app.enterByCode.sendCodes(entry(email, phone, conceal), Duration.ZERO);
        app.deliver();
        return outcome;
    }

    private static void isEntered(Entry outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Entry.Decided.class,
                        decided -> assertThat(decided.outcome()).isInstanceOf(SignIn.SignedIn.class));
    }

    private static Entry wrong(RefusalReason reason, int attemptsLeft) {
        return new Entry.Decided(new SignIn.WrongCode(reason, attemptsLeft));
    }

    private Optional<User> by(Contact contact) {
        return app.userBy(new LoginName.ByContact(contact));
    }

    @Test
    void sends_two_codes_each_to_its_own_contact() {
        sendBoth(EMAIL, PHONE, false);
        assertThat(app.gateway.messages()).hasSize(2);
        assertThat(app.gateway.codeTo(EMAIL)).isNotEqualTo(app.gateway.codeTo(PHONE));
    }

    @Test
    void makes_an_account_by_the_code_of_the_mail_that_only_claims_the_phone() {
        sendBoth(EMAIL, PHONE, false);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL)));
        User user = by(EMAIL).orElseThrow();
        assertThat(user.isActive()).isTrue();
        assertThat(user.name()).isEqualTo("Ada");
        assertThat(user.phone()).isEqualTo(PHONE);
        assertThat(user.phoneVerified()).isFalse();
        assertThat(by(PHONE)).isEmpty();
    }

    @Test
    void makes_an_account_by_the_code_of_the_phone_that_only_claims_the_mail() {
        sendBoth(EMAIL, PHONE, false);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(PHONE)));
        User user = by(PHONE).orElseThrow();
        assertThat(user.email()).isEqualTo(EMAIL);
        assertThat(user.emailVerified()).isFalse();
        assertThat(by(EMAIL)).isEmpty();
    }

    @Test
    void opens_an_account_that_verified_both_by_either_code() {
        app.given(Fixtures.anyUser());
        sendBoth(EMAIL, PHONE, false);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(PHONE)));
        sendBoth(EMAIL, PHONE, false);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL)));
    }

    @Test
    void opens_its_own_account_again_by_the_code_that_made_it() {
        sendBoth(EMAIL, PHONE, false);
        enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL));
        sendBoth(EMAIL, PHONE, false);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL)));
    }

    /** Somebody typed the number beside the address, but never proved it. */
    @Test
    void never_opens_an_account_by_a_phone_it_only_claims() {
        User user = app.given(
                Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW).claim(STRANGER_PHONE, Fixtures.NOW));
        sendBoth(EMAIL, STRANGER_PHONE, false);
        assertThat(enter(EMAIL, STRANGER_PHONE, app.gateway.codeTo(STRANGER_PHONE)))
                .isEqualTo(new Entry.Mismatch(ContactKind.EMAIL));
        assertThat(app.unitOfWork.read(() -> app.sessionRepository.findLive(user.id(), Fixtures.NOW)))
                .isEmpty();
        assertThat(by(STRANGER_PHONE)).isEmpty();
    }

    @Test
    void never_opens_an_account_by_a_mail_it_only_claims() {
        User user = app.given(
                Fixtures.anyUser().remove(ContactKind.EMAIL, Fixtures.NOW).claim(STRANGER_EMAIL, Fixtures.NOW));
        sendBoth(STRANGER_EMAIL, PHONE, false);
        assertThat(enter(STRANGER_EMAIL, PHONE, app.gateway.codeTo(STRANGER_EMAIL)))
                .isEqualTo(new Entry.Mismatch(ContactKind.PHONE));
        assertThat(app.unitOfWork.read(() -> app.sessionRepository.findLive(user.id(), Fixtures.NOW)))
                .isEmpty();
        assertThat(by(STRANGER_EMAIL)).isEmpty();
    }

    @Test
    void never_opens_somebodys_account_by_a_phone_of_the_callers_choice() {
        User victim = app.given(Fixtures.anyUser());
        assertThat(sendBoth(EMAIL, STRANGER_PHONE, false)).isEqualTo(new EntryCodes.Mismatched(ContactKind.EMAIL));
        assertThat(app.gateway.messages()).isEmpty();
        OtpCode ownCode = codeOf(STRANGER_PHONE);
        assertThat(enter(EMAIL, STRANGER_PHONE, ownCode)).isEqualTo(new Entry.Mismatch(ContactKind.EMAIL));
        assertThat(app.user(victim.id())).isEqualTo(victim);
    }

    @Test
    void never_opens_somebodys_account_by_a_phone_of_the_callers_choice_where_accounts_are_concealed() {
        User victim = app.given(Fixtures.anyUser());
        sendBoth(EMAIL, STRANGER_PHONE, true);
        isEntered(app.enterByCode.enter(
                entry(EMAIL, STRANGER_PHONE, true), Optional.empty(), app.gateway.codeTo(STRANGER_PHONE)));
        // The guess counted on the victim's own code, and nothing else changed there.
        assertThat(app.user(victim.id()).verifiedContacts()).containsExactly(EMAIL, PHONE);
        User caller = by(STRANGER_PHONE).orElseThrow();
        assertThat(caller.id()).isNotEqualTo(victim.id());
        assertThat(caller.emailVerified()).isFalse();
        assertThat(by(EMAIL).orElseThrow().id()).isEqualTo(victim.id());
        assertThat(app.unitOfWork.read(() -> app.sessionRepository.findLive(victim.id(), Fixtures.NOW)))
                .isEmpty();
    }

    @Test
    void tells_only_the_reader_of_a_code_of_a_mismatch_where_accounts_are_concealed() {
        app.given(Fixtures.anyUser());
        assertThat(sendBoth(EMAIL, STRANGER_PHONE, true)).isInstanceOf(EntryCodes.Tried.class);
        EntryCommand concealed = entry(EMAIL, STRANGER_PHONE, true);
        assertThat(app.enterByCode.enter(concealed, Optional.empty(), WRONG))
                .isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(app.enterByCode.enter(concealed, Optional.empty(), app.gateway.codeTo(EMAIL)))
                .isEqualTo(new Entry.Mismatch(ContactKind.EMAIL));
    }

    @Test
    void refuses_two_contacts_of_two_accounts() {
        app.given(Fixtures.anyUser());
        app.given(Fixtures.otherUser());
        assertThat(sendBoth(EMAIL, STRANGER_PHONE, false)).isEqualTo(new EntryCodes.Mismatched(ContactKind.EMAIL));
        assertThat(enter(STRANGER_EMAIL, PHONE, WRONG)).isEqualTo(new Entry.Mismatch(ContactKind.EMAIL));
    }

    @Test
    void refuses_a_phone_that_is_somebody_elses_beside_a_new_mail() {
        app.given(Fixtures.anyUser());
        assertThat(sendBoth(STRANGER_EMAIL, PHONE, false)).isEqualTo(new EntryCodes.Mismatched(ContactKind.PHONE));
    }

    @Test
    void counts_a_wrong_guess_on_both_codes_and_locks_both() {
        sendBoth(EMAIL, PHONE, false);
        assertThat(enter(EMAIL, PHONE, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(enter(EMAIL, PHONE, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 1));
        assertThat(enter(EMAIL, PHONE, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 0));
        assertThat(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL))).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        assertThat(enter(EMAIL, PHONE, app.gateway.codeTo(PHONE))).isEqualTo(wrong(RefusalReason.LOCKED, 0));
    }

    @Test
    void knows_no_code_where_none_was_sent() {
        assertThat(enter(EMAIL, PHONE, WRONG)).isEqualTo(wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }

    @Test
    void makes_one_account_in_fifty_threads() {
        sendBoth(EMAIL, PHONE, false);
        OtpCode code = app.gateway.codeTo(EMAIL);
        List<Entry> outcomes = Concurrently.run(50, () -> enter(EMAIL, PHONE, code));
        assertThat(outcomes)
                .filteredOn(outcome ->
                        outcome instanceof Entry.Decided decided && decided.outcome() instanceof SignIn.SignedIn)
                .hasSize(1);
    }

    @Test
    void opens_no_account_that_was_shut() {
        app.given(Fixtures.withStatus(Fixtures.anyUser(), UserStatus.DISABLED));
        sendBoth(EMAIL, PHONE, false);
        assertThat(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL))).isEqualTo(wrong(RefusalReason.EXPIRED, 0));
    }

    @Test
    void refuses_a_name_before_a_guess_counts() {
        sendBoth(EMAIL, PHONE, false);
        assertThatThrownBy(() -> app.enterByCode.enter(
                        entry(EMAIL, PHONE, false), Optional.of("a".repeat(201)), app.gateway.codeTo(EMAIL)))
                .isInstanceOf(InvalidValueException.class);
        isEntered(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL)));
    }

    @Test
    void counts_new_accounts_by_address_before_a_code_is_used() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        sendBoth(EMAIL, PHONE, false);
        enter(EMAIL, PHONE, WRONG);
        enter(EMAIL, PHONE, WRONG);
        assertThat(enter(EMAIL, PHONE, app.gateway.codeTo(EMAIL)))
                .isInstanceOfSatisfying(
                        Entry.Decided.class,
                        decided -> assertThat(decided.outcome()).isInstanceOf(SignIn.Refused.class));
        assertThat(app.challenges()).allMatch(challenge -> challenge.usedAt() == null);
    }
}
