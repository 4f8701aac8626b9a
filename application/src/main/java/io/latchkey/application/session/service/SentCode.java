package io.latchkey.application.session.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.service.CodeGate;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A code that is sent to a contact of the account. It proves a second factor. With another purpose, it signs in alone.
 */
final class SentCode implements SecondFactorMethod {
    private final Manner manner;
    private final SignInMethods signInMethods;
    private final CodeVerifier verifier;
    private final CodeGate gate;
    private final ContactHolders holders;
    private final ContactAdoption adoption;
    private final Decisions decisions;

    /**
     * Settings for codes of a second factor.
     *
     * @param purpose what the codes are sent for
     * @param claimsToo whether an account without a verified contact gets codes at a claimed contact, which the code
     *     then verifies. Such codes prefer the e-mail address and are found by the account; other codes prefer the
     *     phone
     */
    record Manner(OtpPurpose purpose, boolean claimsToo) {}

    SentCode(
            Manner manner,
            SignInMethods signInMethods,
            CodeVerifier verifier,
            CodeGate gate,
            ContactHolders holders,
            ContactAdoption adoption,
            Decisions decisions) {
        this.manner = manner;
        this.signInMethods = signInMethods;
        this.verifier = verifier;
        this.gate = gate;
        this.holders = holders;
        this.adoption = adoption;
        this.decisions = decisions;
    }

    @Override
    public boolean isChosenBy(User user) {
        return user.secondFactor().contactKind().isPresent();
    }

    @Override
    public Optional<TooSoon> charge(User user, ClientOrigin origin) {
        return contact(user).flatMap(contact -> gate.admit(order(user, contact), origin));
    }

    @Override
    public Optional<SecondFactorPrompt> start(User user, ClientOrigin origin) {
        return contact(user)
                .map(contact ->
                        gate.issue(order(user, contact), manner.claimsToo() ? Lookup.ACCOUNT : Lookup.ID_ONLY, origin))
                .map(SecondFactorPrompt.SentCode::new);
    }

    private CodeOrder order(User user, Contact contact) {
        return CodeOrder.forAccount(manner.purpose(), contact, user, user.locale());
    }

    /** The contact of the kind that the account chose, if it has one; else any other contact. */
    private Optional<Contact> contact(User user) {
        Stream<Contact> reachable = manner.claimsToo()
                ? user.reachableContacts().stream()
                : Stream.of(ContactKind.PHONE, ContactKind.EMAIL).flatMap(kind -> user.verifiedContact(kind).stream());
        List<Contact> contacts = reachable.toList();
        return user.secondFactor()
                .contactKind()
                .flatMap(chosen -> contacts.stream()
                        .filter(contact -> contact.kind() == chosen)
                        .findFirst())
                .or(() -> contacts.stream().findFirst());
    }

    @Override
    public Optional<Check> verify(SignInCommand.ByCode answer) {
        return Optional.of(check(answer));
    }

    /** Runs a deed that checks an answer; see {@link CodeVerifier#deciding}. */
    <R> R deciding(OtpCode guess, Supplier<R> deed) {
        return verifier.deciding(guess, deed);
    }

    /**
     * Checks an answer.
     *
     * @throws io.latchkey.application.user.port.ContactTakenException when another account verified a claimed contact
     *     first
     */
    Check check(SignInCommand.ByCode answer) {
        return verifier.check(answer.challenge(), answer.code(), answer.origin(), answer.purposes()::contains)
                .fold(
                        right -> proof(right.challenge(), owner(answer, right)),
                        wrong -> new Check.Wrong(wrong.reason(), wrong.attemptsLeft()));
    }

    private Optional<User> owner(SignInCommand.ByCode answer, CodeVerifier.Check.Right right) {
        Contact contact = right.challenge().contact();
        return answer.account()
                .fold(
                        ofChallenge -> right.user().map(user -> adopted(user, right.challenge())),
                        // Read after the challenge and its account were locked.
                        holder -> holders.findActive(contact));
    }

    private User adopted(User user, OtpChallenge challenge) {
        Contact contact = challenge.contact();
        boolean isRegistering = challenge.purpose().builtIn().equals(OtpPurpose.VERIFY_CONTACT);
        boolean isClaimed = isSecondFactor(challenge) && manner.claimsToo() && user.isReachedAt(contact);
        return isRegistering || isClaimed && !user.hasVerified(contact) ? adoption.adopt(user, contact) : user;
    }

    /**
     * The result of a right code. The code counts as expired when the account is not active or gave the contact up
     * after the code was sent.
     */
    Check proof(OtpChallenge challenge, Optional<User> owner) {
        return owner.filter(User::isActive)
                .filter(user -> user.hasVerified(challenge.contact()))
                .<Check>map(user -> new Check.Proven(user, isSecondFactor(challenge), methods(challenge)))
                .orElseGet(() -> {
                    decisions.saw(Finding.refusedAfterCode("the account is not active, or gave the contact up"));
                    return new Check.Wrong(RefusalReason.EXPIRED, 0);
                });
    }

    private boolean isSecondFactor(OtpChallenge challenge) {
        return challenge.purpose().equals(manner.purpose())
                || challenge.purpose().builtIn().equals(OtpPurpose.SECOND_FACTOR);
    }

    private List<String> methods(OtpChallenge challenge) {
        ContactKind sentTo = challenge.contact().kind();
        return isSecondFactor(challenge) ? signInMethods.passwordAndCode(sentTo) : signInMethods.code(sentTo);
    }
}
