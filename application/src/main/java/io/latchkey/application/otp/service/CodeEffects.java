package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what a right code is for, in the unit of work that uses the code up. */
final class CodeEffects {
    private final ProvenContacts contacts;
    private final Tickets tickets;
    private final CredentialIssuer credentials;
    private final OwnerNotices notices;
    private final ProofIssuer proofs;
    private final TwoFactors twoFactors;
    private final Clock clock;

    CodeEffects(
            ProvenContacts contacts,
            Tickets tickets,
            CredentialIssuer credentials,
            OwnerNotices notices,
            ProofIssuer proofs,
            TwoFactors twoFactors,
            Clock clock) {
        this.contacts = contacts;
        this.tickets = tickets;
        this.credentials = credentials;
        this.notices = notices;
        this.proofs = proofs;
        this.twoFactors = twoFactors;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @return makes the outcome, once the unit of work has committed
     * @throws io.latchkey.application.user.port.ContactTakenException when another account verified the contact first
     */
    Supplier<CodeCheck> act(Effect effect, OtpChallenge challenge, Optional<User> user, ClientOrigin origin) {
        return effect.answer(new Acting(challenge, user, origin));
    }

    private final class Acting implements Effect.Cases<Supplier<CodeCheck>> {
        private final OtpChallenge challenge;
        private final Optional<User> user;
        private final ClientOrigin origin;

        Acting(OtpChallenge challenge, Optional<User> user, ClientOrigin origin) {
            this.challenge = challenge;
            this.user = user;
            this.origin = origin;
        }

        private Supplier<CodeCheck> right(Gain gain) {
            return () -> new CodeCheck.Right(challenge, user, gain);
        }

        @Override
        public Supplier<CodeCheck> keep(Effect.Keep keep) {
            return right(new Gain.Nothing());
        }

        @Override
        public Supplier<CodeCheck> spend(Effect.Spend spend) {
            return right(new Gain.Nothing());
        }

        @Override
        public Supplier<CodeCheck> verifyContact(Effect.VerifyContact verify) {
            Optional<User> changed = adopt();
            return () -> new CodeCheck.Right(challenge, changed, new Gain.Nothing());
        }

        private Optional<User> adopt() {
            return user.map(known -> contacts.adopt(known, challenge));
        }

        @Override
        public Supplier<CodeCheck> validate(Effect.Validate validate) {
            return right(new Gain.Validation(tickets.validate(
                    validate.app(), challenge.contact(), user.map(User::id), origin, validate.lifetime())));
        }

        @Override
        public Supplier<CodeCheck> makeResetKey(Effect.MakeResetKey make) {
            return user.filter(owner -> !twoFactors.mayReset(owner, challenge.contact()))
                    .map(owner -> refused(RefusalReason.EXPIRED))
                    .orElseGet(() -> forOwner(owner -> {
                        notices.tell(MessageKind.RECOVERY_STARTED, owner);
                        return new Gain.ResetKey(tickets.makeResetKey(make.app(), owner.id(), make.lifetime()));
                    }));
        }

        @Override
        public Supplier<CodeCheck> renewCredential(Effect.RenewCredential renew) {
            return user.filter(twoFactors::areKeptBy)
                    .map(owner -> refused(RefusalReason.WRONG_CODE))
                    .orElseGet(() -> forOwner(owner -> new Gain.Credential(credentials.renew(owner, renew.name()))));
        }

        @Override
        public Supplier<CodeCheck> issueProof(Effect.IssueProof prove) {
            Optional<User> changed = challenge.purpose().equals(OtpPurpose.VERIFY_CONTACT) ? adopt() : user;
            return () ->
                    new CodeCheck.Right(challenge, changed, new Gain.Proof(proofs.issue(challenge, clock.instant())));
        }

        /** The right code is used up, and gives nothing. */
        private static Supplier<CodeCheck> refused(RefusalReason reason) {
            return () -> new CodeCheck.Wrong(reason, 0, 0);
        }

        /** A contact given up since the code was sent no longer counts. */
        private Supplier<CodeCheck> forOwner(Function<User, Gain> then) {
            return user.filter(User::isActive)
                    .filter(owner -> owner.hasVerified(challenge.contact()))
                    .map(then)
                    .map(this::right)
                    .orElseGet(() -> refused(RefusalReason.EXPIRED));
        }
    }
}
