package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.service.CodeSessions;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Takes the code of either contact and lets it act for that contact alone. */
public final class EnterByCodeService implements EnterByCodeUseCase {
    /** More than one retry means that others verify the contact and give it up again and again. */
    private static final int MOST_TRIES = 3;

    private final CodeVerifier verifier;
    private final UserRepository users;
    private final EntryAccounts accounts;
    private final CodeSessions sessions;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public EnterByCodeService(
            CodeVerifier verifier,
            UserRepository users,
            CodeSessions sessions,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            AuditTrail audit,
            Clock clock) {
        this.verifier = verifier;
        this.users = users;
        this.accounts = new EntryAccounts(users, limits, throttles);
        this.sessions = sessions;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the transaction came to; tokens are made after it. */
    private sealed interface Step {
        record Mismatched(ContactKind registered) implements Step {}

        record Tried(CodeSessions.Step step) implements Step {}
    }

    @Override
    public Entry enter(EntryCommand command, Optional<String> name, OtpCode code) {
        // A name that no account may have is refused before a guess counts.
        newcomer(command, name);
        Step step = tryUntilSettled(command, name, code);
        return step instanceof Step.Tried tried
                ? new Entry.Decided(sessions.finish(tried.step()))
                : new Entry.Mismatch(((Step.Mismatched) step).registered());
    }

    /** Each try is a transaction of its own; one that lost the contact to somebody else has not used the code. */
    private Step tryUntilSettled(EntryCommand command, Optional<String> name, OtpCode code) {
        for (int i = 1; ; i++) {
            try {
                return unitOfWork.execute(() -> step(command, name, code));
            } catch (ContactTakenException taken) {
                if (i == MOST_TRIES) {
                    throw taken;
                }
            }
        }
    }

    private Step step(EntryCommand command, Optional<String> name, OtpCode code) {
        Optional<ContactKind> mismatch = command.conceal() ? Optional.empty() : accounts.mismatch(command);
        if (mismatch.isPresent()) {
            return accounts.chargeMismatch(command)
                    .map(throttled -> answer(new SignIn.Refused(throttled)))
                    .orElseGet(() -> new Step.Mismatched(mismatch.get()));
        }
        // Before the code is used up.
        Optional<Throttled> throttled = mayRegister(command)
                ? throttles
                        .call()
                        .charge(
                                limits.registerPerAddress(),
                                command.requester().origin().network())
                        .take()
                : Optional.empty();
        if (throttled.isPresent()) {
            return answer(new SignIn.Refused(throttled.get()));
        }
        CodeVerifier.Check byEmail = check(command, command.email(), code);
        if (byEmail instanceof CodeVerifier.Check.Right right) {
            return admit(command, name, right.challenge(), command.phone());
        }
        CodeVerifier.Check bySms = check(command, command.phone(), code);
        if (bySms instanceof CodeVerifier.Check.Right right) {
            return admit(command, name, right.challenge(), command.email());
        }
        return answer(refusal((CodeVerifier.Check.Wrong) byEmail, (CodeVerifier.Check.Wrong) bySms));
    }

    private boolean mayRegister(EntryCommand command) {
        boolean isEmailFree = accounts.holder(command.email()).isEmpty();
        boolean isPhoneFree = accounts.holder(command.phone()).isEmpty();
        return isEmailFree && isPhoneFree || command.conceal() && (isEmailFree || isPhoneFree);
    }

    private CodeVerifier.Check check(EntryCommand command, Contact contact, OtpCode code) {
        return verifier.check(
                new ChallengeRef.ByContact(command.purpose(), contact),
                code,
                command.requester().origin(),
                command.purpose()::equals);
    }

    /** The guess counted on every challenge that was pending; the one that takes more of them is told. */
    private static SignIn refusal(CodeVerifier.Check.Wrong byEmail, CodeVerifier.Check.Wrong bySms) {
        boolean smsSaysMore = weight(bySms) > weight(byEmail);
        CodeVerifier.Check.Wrong told = smsSaysMore ? bySms : byEmail;
        return new SignIn.WrongCode(told.reason(), told.attemptsLeft());
    }

    private static int weight(CodeVerifier.Check.Wrong wrong) {
        return switch (wrong.reason()) {
            case WRONG_CODE -> 2 + wrong.attemptsLeft();
            case LOCKED -> 1;
            case UNKNOWN_CHALLENGE, OTHER_PURPOSE, EXPIRED, ALREADY_USED -> 0;
        };
    }

    /** @param other the contact the code says nothing about */
    private Step admit(EntryCommand command, Optional<String> name, OtpChallenge proven, Contact other) {
        Optional<User> holder = accounts.holder(proven.contact());
        if (holder.isPresent()) {
            return EntryAccounts.has(holder.get(), other)
                    ? new Step.Tried(
                            sessions.open(proven, holder, command.requester().origin()))
                    : new Step.Mismatched(proven.contact().kind());
        }
        if (!command.conceal() && accounts.holder(other).isPresent()) {
            return new Step.Mismatched(other.kind());
        }
        User user = newcomer(command, name).verify(proven.contact(), clock.instant());
        users.insert(user);
        audit.record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
        audit.record(
                AuditTrail.Event.CONTACT_VERIFIED,
                Map.of(
                        "user",
                        user.id().toString(),
                        "channel",
                        proven.contact().kind().wireName()));
        return new Step.Tried(
                sessions.open(proven, Optional.of(user), command.requester().origin()));
    }

    private User newcomer(EntryCommand command, Optional<String> name) {
        return User.register(
                new UserId(ids.next()),
                null,
                name.orElse(null),
                command.email(),
                command.phone(),
                null,
                command.requester().locale(),
                clock.instant());
    }

    private static Step answer(SignIn outcome) {
        return new Step.Tried(new CodeSessions.Step.Answer(outcome));
    }
}
