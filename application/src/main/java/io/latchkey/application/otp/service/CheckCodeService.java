package io.latchkey.application.otp.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks a code and does what is wanted in the same unit of work, so that a code is used up exactly when its effect commits. */
final class CheckCodeService implements CheckCodeUseCase {
    private final CodeVerifier verifier;
    private final Recipients recipients;
    private final GuardedCalls guardedCalls;
    private final CodeEffects effects;
    private final OtpPolicies policies;
    private final UnitOfWork unitOfWork;

    CheckCodeService(
            CodeVerifier verifier,
            Recipients recipients,
            GuardedCalls guardedCalls,
            CodeEffects effects,
            OtpPolicies policies,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.recipients = recipients;
        this.guardedCalls = guardedCalls;
        this.effects = effects;
        this.policies = policies;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public CodeCheck check(CheckCodeCommand command) {
        if (command.guarded()
                && guardedCalls.stops(command)
                && !guardedCalls.isFixed(command.origin(), () -> contact(command))) {
            verifier.recordRefusal(RefusalReason.LOCKED, command.origin());
            return new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 0);
        }
        try {
            return verifier.deciding(
                    command.guess(),
                    () -> unitOfWork.execute(() -> guess(command)).get());
        } catch (ContactTakenException taken) {
            return new CodeCheck.ContactTaken();
        }
    }

    private Optional<Contact> contact(CheckCodeCommand command) {
        return command.challenge().answer(new Destination());
    }

    private Supplier<CodeCheck> guess(CheckCodeCommand command) {
        Optional<TooSoon> refusal = command.guarded() ? guardedCalls.count(command.origin()) : Optional.empty();
        return refusal.<Supplier<CodeCheck>>map(why -> () -> new CodeCheck.Refused(why))
                .orElseGet(() -> command.challenge().answer(new Guess(command)));
    }

    /** One guess, at the challenge a caller means. */
    private final class Guess implements ChallengeRef.Cases<Supplier<CodeCheck>> {
        private final CheckCodeCommand command;

        Guess(CheckCodeCommand command) {
            this.command = command;
        }

        @Override
        public Supplier<CodeCheck> byId(ChallengeRef.ById byId) {
            return at(byId);
        }

        @Override
        public Supplier<CodeCheck> byIdOn(ChallengeRef.ByIdOn byIdOn) {
            return at(byIdOn);
        }

        @Override
        public Supplier<CodeCheck> byContact(ChallengeRef.ByContact byContact) {
            return at(byContact);
        }

        @Override
        public Supplier<CodeCheck> byOwnContact(ChallengeRef.ByOwnContact own) {
            return recipients
                    .findOwn(own.userId(), own.which())
                    .fold(
                            found -> at(new ChallengeRef.ByContact(own.purpose(), found.contact())),
                            unknown -> CodeCheck.UnknownAccount::new,
                            none -> CodeCheck.NoSuchContact::new);
        }

        @Override
        public Supplier<CodeCheck> byAccount(ChallengeRef.ByAccount byAccount) {
            return at(byAccount);
        }

        @Override
        public Supplier<CodeCheck> byCode(ChallengeRef.ByCode byCode) {
            return at(byCode);
        }

        private Supplier<CodeCheck> at(ChallengeRef challenge) {
            CodeVerifier.Check check = command.effect().keepsCode()
                    ? verifier.checkAndKeep(challenge, command.guess(), command.origin(), command::wants)
                    : verifier.check(challenge, command.guess(), command.origin(), command::wants);
            return check.fold(
                    right -> effects.act(command.effect(), right.challenge(), right.user(), command.origin()),
                    this::refuse);
        }

        private Supplier<CodeCheck> refuse(CodeVerifier.Check.Wrong wrong) {
            if (command.guarded() && wrong.isLast()) {
                wrong.challenge()
                        .filter(guessed -> guessed.lane().isOfStrangers())
                        .ifPresent(
                                guessed -> guardedCalls.learnLastWrong(command, guessed.purpose(), guessed.contact()));
            }
            int most = wrong.challenge().map(this::most).orElse(0);
            return () -> new CodeCheck.Wrong(wrong.reason(), wrong.attemptsLeft(), most);
        }

        private int most(OtpChallenge challenge) {
            return policies.get(challenge.purpose(), challenge.contact().kind()).maxAttempts();
        }
    }

    /** The contact that a guarded code went to; empty for challenges that are not named by it. */
    private final class Destination implements ChallengeRef.Cases<Optional<Contact>> {
        @Override
        public Optional<Contact> byId(ChallengeRef.ById byId) {
            return Optional.empty();
        }

        @Override
        public Optional<Contact> byIdOn(ChallengeRef.ByIdOn byIdOn) {
            return Optional.empty();
        }

        @Override
        public Optional<Contact> byContact(ChallengeRef.ByContact byContact) {
            return Optional.of(byContact.contact());
        }

        @Override
        public Optional<Contact> byOwnContact(ChallengeRef.ByOwnContact own) {
            return unitOfWork
                    .read(() -> recipients.findOwn(own.userId(), own.which()))
                    .fold(found -> Optional.of(found.contact()), unknown -> Optional.empty(), none -> Optional.empty());
        }

        @Override
        public Optional<Contact> byAccount(ChallengeRef.ByAccount byAccount) {
            return Optional.empty();
        }

        @Override
        public Optional<Contact> byCode(ChallengeRef.ByCode byCode) {
            return Optional.empty();
        }
    }
}
