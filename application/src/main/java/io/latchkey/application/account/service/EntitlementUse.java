package io.latchkey.application.account.service;

import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Uses an entitlement up and finds the account that it entitles to a new password. Runs in the unit of work that sets
 * the password.
 */
final class EntitlementUse implements Entitlement.Cases<EntitlementUse.Use> {
    private final CodeVerifier verifier;
    private final Tickets tickets;
    private final UserRepository users;
    private final TwoFactors twoFactors;
    private final AuditTrail audit;
    private final Clock clock;

    EntitlementUse(
            CodeVerifier verifier,
            Tickets tickets,
            UserRepository users,
            TwoFactors twoFactors,
            AuditTrail audit,
            Clock clock) {
        this.verifier = verifier;
        this.tickets = tickets;
        this.users = users;
        this.twoFactors = twoFactors;
        this.audit = audit;
        this.clock = clock;
    }

    /** Outcome of using an entitlement. */
    sealed interface Use {
        <R> R fold(Function<? super Entitled, ? extends R> onEntitled, Function<? super Wrong, ? extends R> onWrong);

        /** @param owner the account, not saved yet; the contact that received the message is verified */
        record Entitled(User owner) implements Use {
            @Override
            public <R> R fold(
                    Function<? super Entitled, ? extends R> onEntitled, Function<? super Wrong, ? extends R> onWrong) {
                return onEntitled.apply(this);
            }
        }

        record Wrong(PasswordReset.Wrong refusal) implements Use {
            @Override
            public <R> R fold(
                    Function<? super Entitled, ? extends R> onEntitled, Function<? super Wrong, ? extends R> onWrong) {
                return onWrong.apply(this);
            }
        }
    }

    /** Runs a deed that uses a typed code up; see {@link CodeVerifier#deciding}. */
    <R> R deciding(OtpCode guess, Supplier<R> deed) {
        return verifier.deciding(guess, deed);
    }

    @Override
    public Use byCode(Entitlement.ByCode entitlement) {
        return checked(verifier.check(
                entitlement.challenge(), entitlement.code(), entitlement.origin(), entitlement.purpose()::equals));
    }

    @Override
    public Use byCodeAlone(Entitlement.ByCodeAlone entitlement) {
        return byCode(entitlement.ofItsChallenge());
    }

    @Override
    public Use byResetKey(Entitlement.ByResetKey entitlement) {
        return tickets.spendResetKey(entitlement.app(), entitlement.key())
                .flatMap(users::find)
                .filter(User::isActive)
                .<Use>map(Use.Entitled::new)
                .orElseGet(() -> wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }

    @Override
    public Use byLink(Entitlement.ByLink entitlement) {
        return checked(verifier.checkLink(
                entitlement.token(),
                entitlement.origin(),
                purpose -> purpose.equals(entitlement.purpose())
                        || purpose.builtIn().equals(entitlement.purpose())));
    }

    private Use checked(CodeVerifier.Check check) {
        return check.<Use>fold(
                right -> right.user()
                        .filter(User::isActive)
                        // A contact that was given up since the code was sent no longer resets.
                        .filter(owner -> owner.isReachedAt(right.challenge().contact()))
                        .filter(owner ->
                                twoFactors.mayReset(owner, right.challenge().contact()))
                        .<Use>map(owner ->
                                new Use.Entitled(proven(owner, right.challenge().contact())))
                        .orElseGet(() -> wrong(RefusalReason.EXPIRED, 0)),
                wrong -> wrong(wrong.reason(), wrong.attemptsLeft()));
    }

    /** Verifies a contact that the account only claimed so far, because a message to the contact was read. */
    private User proven(User owner, Contact contact) {
        if (owner.hasVerified(contact)) {
            return owner;
        }
        audit.record(
                AuditTrail.Event.CONTACT_VERIFIED,
                Map.of("user", owner.id().toString(), "channel", contact.kind().wireName()));
        return owner.verify(contact, clock.instant());
    }

    private static Use wrong(RefusalReason reason, int attemptsLeft) {
        return new Use.Wrong(new PasswordReset.Wrong(reason, attemptsLeft));
    }
}
