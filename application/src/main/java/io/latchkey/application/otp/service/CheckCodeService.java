package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.function.Function;

/** Checks a code and does what is wanted in the same unit of work, so that a code is used up exactly when its effect commits. */
public final class CheckCodeService implements CheckCodeUseCase {
    private final CodeVerifier verifier;
    private final ContactAdoption adoption;
    private final Tickets tickets;
    private final CredentialIssuer credentials;
    private final UnitOfWork unitOfWork;

    public CheckCodeService(
            CodeVerifier verifier,
            ContactAdoption adoption,
            Tickets tickets,
            CredentialIssuer credentials,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.adoption = adoption;
        this.tickets = tickets;
        this.credentials = credentials;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public CodeCheck check(CheckCodeCommand command) {
        try {
            CodeCheck outcome = unitOfWork.execute(() -> guess(command));
            return outcome;
        } catch (ContactTakenException taken) {
            return new CodeCheck.ContactTaken();
        }
    }

    private CodeCheck guess(CheckCodeCommand command) {
        CodeVerifier.Check check = command.effect() instanceof Effect.Keep
                ? verifier.look(command.challenge(), command.guess(), command.origin(), command.purpose()::equals)
                : verifier.check(command.challenge(), command.guess(), command.origin(), command.purpose()::equals);
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new CodeCheck.Wrong(wrong.reason(), wrong.attemptsLeft());
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        return act(command.effect(), right.challenge(), right.user());
    }

    private CodeCheck act(Effect effect, OtpChallenge challenge, Optional<User> user) {
        if (effect instanceof Effect.VerifyContact) {
            Optional<User> changed = user.map(known -> adoption.adopt(known, challenge.contact()));
            return new CodeCheck.Right(challenge, changed, Optional.empty());
        }
        if (effect instanceof Effect.Validate validate) {
            tickets.validate(validate.app(), challenge.contact(), validate.lifetime());
        }
        if (effect instanceof Effect.MakeResetKey make) {
            return forOwner(
                    challenge,
                    user,
                    owner -> new CodeCheck.Right(
                            challenge,
                            user,
                            Optional.of(tickets.makeResetKey(make.app(), owner.id(), make.lifetime()))));
        }
        if (effect instanceof Effect.RenewCredential renew) {
            return forOwner(
                    challenge,
                    user,
                    owner -> new CodeCheck.Right(
                            challenge,
                            user,
                            Optional.empty(),
                            Optional.of(credentials.renew(owner.id(), renew.name()))));
        }
        return new CodeCheck.Right(challenge, user, Optional.empty());
    }

    /** A contact given up since the code was sent no longer counts. */
    private static CodeCheck forOwner(OtpChallenge challenge, Optional<User> user, Function<User, CodeCheck> then) {
        return user.filter(User::isActive)
                .filter(owner -> owner.hasVerified(challenge.contact()))
                .map(then)
                .orElseGet(() -> new CodeCheck.Wrong(RefusalReason.EXPIRED, 0));
    }
}
