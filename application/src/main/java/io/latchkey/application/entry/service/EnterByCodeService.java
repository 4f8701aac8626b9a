package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.CodeVerifier.Check;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.service.ContactHolders;
import io.latchkey.application.session.service.ProvenSessions;
import io.latchkey.application.session.service.SignInStep;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Sends two challenges, so that a code shows which contact received it. A code acts for that contact alone. */
public final class EnterByCodeService implements EnterByCodeUseCase {
    /** More than one retry means that others keep verifying the contact and giving it up. */
    private static final int MOST_TRIES = 3;

    private final SendCodeUseCase sendCode;
    private final CodeVerifier verifier;
    private final ContactHolders holders;
    private final Newcomers newcomers;
    private final ProvenSessions sessions;
    private final UnitOfWork unitOfWork;

    EnterByCodeService(
            SendCodeUseCase sendCode,
            CodeVerifier verifier,
            ContactHolders holders,
            Newcomers newcomers,
            ProvenSessions sessions,
            UnitOfWork unitOfWork) {
        this.sendCode = sendCode;
        this.verifier = verifier;
        this.holders = holders;
        this.newcomers = newcomers;
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
    }

    /** Result of the transaction. The tokens are made afterwards. */
    private sealed interface Step {
        <R> R fold(Function<Mismatched, R> mismatched, Function<Tried, R> tried);

        record Mismatched(ContactKind registered) implements Step {
            @Override
            public <R> R fold(Function<Mismatched, R> mismatched, Function<Tried, R> tried) {
                return mismatched.apply(this);
            }
        }

        record Tried(SignInStep step) implements Step {
            @Override
            public <R> R fold(Function<Mismatched, R> mismatched, Function<Tried, R> tried) {
                return tried.apply(this);
            }
        }
    }

    @Override
    public EntryCodes sendCodes(EntryCommand command, Duration patience) {
        Optional<EntryCodes> refusal = command.conceal() ? Optional.empty() : unitOfWork.execute(() -> refuse(command));
        return refusal.orElseGet(() -> new EntryCodes.Tried(
                send(command, command.email(), patience), send(command, command.phone(), patience)));
    }

    private Optional<EntryCodes> refuse(EntryCommand command) {
        return mismatch(command)
                .map(registered -> holders.chargeTelling(command.requester().origin())
                        .<EntryCodes>map(EntryCodes.Refused::new)
                        .orElseGet(() -> new EntryCodes.Mismatched(registered)));
    }

    private CodeSending send(EntryCommand command, Contact contact, Duration patience) {
        return sendCode.send(SendCodeCommand.to(
                        new SendCodeCommand.Recipient.Whoever(contact), command.purpose(), command.requester())
                .foundBy(SendCodeCommand.Lookup.CONTACT)
                .awaited(patience));
    }

    /** The kind of a contact whose account has no contact of the other kind, or another one. */
    private Optional<ContactKind> mismatch(EntryCommand command) {
        Optional<User> byEmail = holders.find(command.email());
        if (byEmail.isPresent()) {
            return byEmail.filter(user -> !has(user, command.phone())).map(user -> ContactKind.EMAIL);
        }
        return holders.find(command.phone())
                .filter(user -> !has(user, command.email()))
                .map(user -> ContactKind.PHONE);
    }

    /** Whether the account has this contact, verified or claimed. */
    private static boolean has(User user, Contact contact) {
        return Optional.<Contact>ofNullable(contact.kind() == ContactKind.EMAIL ? user.email() : user.phone())
                .filter(own -> own.key().equals(contact.key()))
                .isPresent();
    }

    @Override
    public Entry enter(EntryCommand command, Optional<String> name, OtpCode code) {
        // A forbidden name is refused before a guess counts.
        newcomers.make(command, name);
        // A try that lost the contact to another account has not used the code up.
        Step outcome = verifier.deciding(
                code,
                () -> unitOfWork.retrying(MOST_TRIES, ContactTakenException.class, () -> step(command, name, code)));
        return outcome.fold(
                mismatched -> new Entry.Mismatch(mismatched.registered()),
                tried -> new Entry.Decided(sessions.finish(tried.step())));
    }

    private Step step(EntryCommand command, Optional<String> name, OtpCode code) {
        Optional<ContactKind> mismatch = command.conceal() ? Optional.empty() : mismatch(command);
        if (mismatch.isPresent()) {
            return holders.chargeTelling(command.requester().origin())
                    .map(throttled -> answer(new SignIn.Refused(throttled)))
                    .orElseGet(() -> new Step.Mismatched(mismatch.get()));
        }
        // The limit comes before the code is used up.
        Optional<Throttled> throttled =
                mayRegister(command) ? newcomers.charge(command.requester().origin()) : Optional.empty();
        if (throttled.isPresent()) {
            return answer(new SignIn.Refused(throttled.get()));
        }
        return check(command, command.email(), code)
                .fold(
                        byEmail -> admit(command, name, byEmail.challenge(), command.phone()),
                        notByEmail -> check(command, command.phone(), code)
                                .fold(
                                        bySms -> admit(command, name, bySms.challenge(), command.email()),
                                        notBySms -> answer(refusal(notByEmail, notBySms))));
    }

    private boolean mayRegister(EntryCommand command) {
        boolean isEmailFree = holders.find(command.email()).isEmpty();
        boolean isPhoneFree = holders.find(command.phone()).isEmpty();
        return isEmailFree && isPhoneFree || command.conceal() && (isEmailFree || isPhoneFree);
    }

    private Check check(EntryCommand command, Contact contact, OtpCode code) {
        return verifier.check(
                new ChallengeRef.ByContact(command.purpose(), contact),
                code,
                command.requester().origin(),
                command.purpose()::equals);
    }

    /**
     * The answer after a guess was counted on every pending challenge. It shows the challenge that accepts more
     * guesses.
     */
    private static SignIn refusal(Check.Wrong byEmail, Check.Wrong bySms) {
        boolean smsSaysMore = weight(bySms) > weight(byEmail);
        Check.Wrong told = smsSaysMore ? bySms : byEmail;
        return new SignIn.WrongCode(told.reason(), told.attemptsLeft());
    }

    private static int weight(Check.Wrong wrong) {
        return switch (wrong.reason()) {
            case WRONG_CODE -> 2 + wrong.attemptsLeft();
            case LOCKED -> 1;
            case UNKNOWN_CHALLENGE, OTHER_PURPOSE, EXPIRED, ALREADY_USED -> 0;
        };
    }

    /** @param other the contact that the code does not prove */
    private Step admit(EntryCommand command, Optional<String> name, OtpChallenge proven, Contact other) {
        Optional<User> holder = holders.find(proven.contact());
        if (holder.isPresent()) {
            return has(holder.get(), other)
                    ? new Step.Tried(
                            sessions.open(proven, holder, command.requester().origin()))
                    : new Step.Mismatched(proven.contact().kind());
        }
        if (!command.conceal() && holders.find(other).isPresent()) {
            return new Step.Mismatched(other.kind());
        }
        User registered = newcomers.register(newcomers.make(command, name), proven.contact());
        return new Step.Tried(sessions.open(
                proven, Optional.of(registered), command.requester().origin()));
    }

    private static Step answer(SignIn outcome) {
        return new Step.Tried(new SignInStep.Answered(outcome));
    }
}
