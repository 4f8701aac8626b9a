package io.latchkey.application.otp.service;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.Resend;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Sends a code to whom the caller names, or says why not; a pending code that may be sent again is. */
public final class SendCodeService implements SendCodeUseCase {
    /** Of eight digits, a thousand pending codes, and so many tries, all fail once in 10^25. */
    private static final int MOST_TRIES = 5;

    private final UserRepository users;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final OtpCodes codes;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final CodeMessages messages;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public SendCodeService(
            UserRepository users,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            OtpCodes codes,
            Throttles throttles,
            ChallengeIssuer issuer,
            CodeMessages messages,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.users = users;
        this.challenges = challenges;
        this.handles = handles;
        this.codes = codes;
        this.throttles = throttles;
        this.issuer = issuer;
        this.messages = messages;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Whom a code goes to, or why it goes to nobody. */
    private sealed interface Target {
        record Reached(Contact contact, Optional<User> user, boolean decoy) implements Target {}

        record Missed(CodeSending answer) implements Target {}
    }

    @Override
    public CodeSending send(SendCodeCommand command) {
        return sendUnless(command, contact -> false)
                .orElseThrow(() -> new IllegalStateException("nothing is blocked here"));
    }

    /**
     * Does the same; empty when the contact turns out to be blocked.
     *
     * @param isBlocked asked in the transaction of the sending, again after waiting for guesses at a code of the contact
     */
    public Optional<CodeSending> sendUnless(SendCodeCommand command, Predicate<Contact> isBlocked) {
        return issue(command, isBlocked).map(outcome -> deliver(command, outcome));
    }

    private CodeSending deliver(SendCodeCommand command, CodeSending outcome) {
        if (!(outcome instanceof CodeSending.Sent sent)) {
            return outcome;
        }
        if (command.patience().isZero() || sent.challenge().challenge().decoy()) {
            return outcome;
        }
        if (messages.await(sent.challenge().challenge().id(), command.patience())) {
            return outcome;
        }
        giveUp(sent.challenge().challenge().id());
        return new CodeSending.NotDelivered();
    }

    /** Takes back a challenge whose message failed: its code is not accepted, and nothing is tried again. */
    private void giveUp(OtpChallengeId challenge) {
        unitOfWork.execute(() -> {
            challenges
                    .findForUpdate(challenge)
                    .ifPresent(found -> challenges.update(found.challenge().revoke(clock.instant())));
            messages.cancel(challenge);
            return challenge;
        });
    }

    /** Each try is a transaction of its own, so that it sees the challenge that was in the way of the last one. */
    private Optional<CodeSending> issue(SendCodeCommand command, Predicate<Contact> isBlocked) {
        for (int i = 1; ; i++) {
            try {
                return unitOfWork.execute(() -> tryToIssue(command, isBlocked));
            } catch (HandleTakenException taken) {
                if (i == MOST_TRIES) {
                    throw taken;
                }
            }
        }
    }

    private Optional<CodeSending> tryToIssue(SendCodeCommand command, Predicate<Contact> isBlocked) {
        Target target = target(command.recipient());
        if (target instanceof Target.Missed missed) {
            // Whoever asks for contact after contact to see who has an account uses up the same limit.
            return Optional.of(
                    issuer.chargeAddress(throttles.call(), command.requester().origin())
                            .take()
                            .map(this::refused)
                            .orElseGet(missed::answer));
        }
        Target.Reached reached = (Target.Reached) target;
        if (isBlocked.test(reached.contact())) {
            return Optional.empty();
        }
        Locale locale =
                reached.user().map(User::locale).orElse(command.requester().locale());
        ChallengeIssuer.Wish wish = ChallengeIssuer.Wish.code(
                command.purpose(),
                reached.contact(),
                reached.user().map(User::id).orElse(null),
                reached.decoy(),
                locale);
        Optional<Throttled> throttled = issuer.charge(
                        throttles.call(), wish, command.requester().origin())
                .take();
        if (throttled.isPresent()) {
            return Optional.of(refused(throttled.get()));
        }
        Optional<IssuedChallenge> issued = switch (command.lookup()) {
            case ID_ONLY -> Optional.of(issuer.issue(wish, command.requester().origin()));
            case CODE -> {
                reached.user().ifPresent(user -> challenges.voidAll(user.id(), wish.purpose(), clock.instant()));
                yield Optional.of(
                        issuer.issue(wish, handles, command.requester().origin()));
            }
            case CONTACT -> issue(command, wish, handles.ofContact(wish.purpose(), wish.contact()), isBlocked);
            case ACCOUNT -> issue(command, wish, handles.ofAccount(wish.purpose(), account(reached)), isBlocked);
        };
        return issued.map(CodeSending.Sent::new);
    }

    private static UserId account(Target.Reached reached) {
        return reached.user()
                .map(User::id)
                .orElseThrow(() -> new IllegalArgumentException("a look-up by account needs one"));
    }

    private Optional<IssuedChallenge> issue(
            SendCodeCommand command, ChallengeIssuer.Wish wish, UUID handle, Predicate<Contact> isBlocked) {
        if (!command.reuse()) {
            return Optional.of(issuer.issue(wish, handle, command.requester().origin()));
        }
        Optional<OtpChallenge> again = again(wish, handle, command.requester().origin());
        if (again.isPresent()) {
            return Optional.of(issuer.resend(again.get(), wish.locale()));
        }
        // The last guess at the code before may have been made while its lock was waited for.
        return isBlocked.test(wish.contact())
                ? Optional.empty()
                : Optional.of(issuer.issue(wish, handle, command.requester().origin()));
    }

    private CodeSending refused(Throttled throttled) {
        return new CodeSending.Refused(throttled, clock.instant().plus(throttled.retryAfter()));
    }

    /** The pending challenge after it was sent once more. */
    private Optional<OtpChallenge> again(ChallengeIssuer.Wish wish, UUID handle, ClientOrigin origin) {
        return challenges
                .findByHandle(handle)
                .flatMap(challenges::findForUpdate)
                .map(OtpChallengeRepository.Locked::challenge)
                .filter(pending -> Optional.ofNullable(pending.userId()).equals(Optional.ofNullable(wish.userId())))
                .filter(pending -> pending.decoy() == wish.decoy() && isHonoured(pending, wish, origin))
                .map(pending -> pending.resend(issuer.policyOf(pending), clock.instant()))
                .flatMap(decision ->
                        decision instanceof Resend.Granted granted ? Optional.of(granted.next()) : Optional.empty());
    }

    /** A test challenge goes on for those its number is for, and for nobody else; another goes on for nobody it is for. */
    private boolean isHonoured(OtpChallenge pending, ChallengeIssuer.Wish wish, ClientOrigin origin) {
        boolean hasFixedCode = issuer.hasFixedCode(wish, origin);
        return pending.hasFixedCode() ? hasFixedCode : !hasFixedCode && codes.isHonoured(pending.secretId());
    }

    private Target target(Recipient recipient) {
        if (recipient instanceof Recipient.Anybody anybody) {
            return new Target.Reached(anybody.contact(), Optional.empty(), false);
        }
        if (recipient instanceof Recipient.Whoever whoever) {
            Optional<User> user = users.findByLogin(new LoginName.ByContact(whoever.contact()))
                    .filter(User::isActive);
            return new Target.Reached(whoever.contact(), user, false);
        }
        if (recipient instanceof Recipient.Newcomer newcomer) {
            return users.findByLogin(new LoginName.ByContact(newcomer.contact()))
                            .isPresent()
                    ? new Target.Missed(new CodeSending.ContactTaken())
                    : new Target.Reached(newcomer.contact(), Optional.empty(), false);
        }
        if (recipient instanceof Recipient.Holder holder) {
            Optional<User> user =
                    users.findByLogin(new LoginName.ByContact(holder.contact())).filter(User::isActive);
            return target(holder.contact(), user, holder.conceal());
        }
        if (recipient instanceof Recipient.HolderOrClaimant meant) {
            Optional<User> holder = users.findByLogin(new LoginName.ByContact(meant.contact()));
            Optional<User> user = holder.isPresent() ? holder : users.findNewestClaimant(meant.contact());
            return target(meant.contact(), user.filter(User::isActive), meant.conceal());
        }
        if (recipient instanceof Recipient.Account account) {
            return users.find(account.userId())
                    .filter(User::isActive)
                    .<Target>map(user -> new Target.Reached(account.contact(), Optional.of(user), false))
                    .orElseGet(() -> new Target.Missed(new CodeSending.UnknownAccount()));
        }
        Recipient.AccountsOwn own = (Recipient.AccountsOwn) recipient;
        Optional<User> user = users.find(own.userId()).filter(User::isActive);
        if (user.isEmpty()) {
            return new Target.Missed(new CodeSending.UnknownAccount());
        }
        return user.get()
                .verifiedContact(own.kind())
                .<Target>map(contact -> new Target.Reached(contact, user, false))
                .orElseGet(() -> new Target.Missed(new CodeSending.NoSuchContact()));
    }

    private static Target target(Contact contact, Optional<User> user, boolean conceal) {
        return user.isEmpty() && !conceal
                ? new Target.Missed(new CodeSending.UnknownAccount())
                : new Target.Reached(contact, user, user.isEmpty());
    }
}
