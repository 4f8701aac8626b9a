package io.latchkey.application.session.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.ByCode;
import io.latchkey.application.session.SignInCommand.ByPassword;
import io.latchkey.application.session.SignInCommand.ByPasswordAndCode;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.session.SignInCommand.SignedInAccount;
import io.latchkey.application.session.SignInRules;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Signs in; every face and every way of signing in uses this service. */
public final class SignInService implements SignInUseCase {
    private final PasswordProof passwords;
    private final Map<String, Ruling> rulings;
    private final ProvenSessions sessions;
    private final ContactHolders holders;
    private final UserRepository users;
    private final UnitOfWork unitOfWork;
    private final UnfinishedSignIns unfinished;

    /** @param rulings all sets of rules, including the standard one */
    SignInService(
            PasswordProof passwords,
            List<Ruling> rulings,
            ProvenSessions sessions,
            ContactHolders holders,
            UserRepository users,
            UnitOfWork unitOfWork,
            UnfinishedSignIns unfinished) {
        this.passwords = passwords;
        this.rulings = rulings.stream()
                .collect(Collectors.toUnmodifiableMap(ruling -> ruling.rules().name(), Function.identity()));
        this.sessions = sessions;
        this.holders = holders;
        this.users = users;
        this.unitOfWork = unitOfWork;
        this.unfinished = unfinished;
    }

    @Override
    public SignIn signIn(SignInCommand command) {
        return command.fold(this::byPassword, this::byCode, this::byPasswordAndCode);
    }

    /** A set of rules with its second factors. */
    record Ruling(SignInRules rules, SecondFactors secondFactors) {}

    private Ruling ruling(String name) {
        return Optional.ofNullable(rulings.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no sign-in rules are named " + name));
    }

    private SignIn byPassword(ByPassword command) {
        Ruling ruling = ruling(command.rules());
        if (command.secondStep() == SecondStep.NEVER
                && (ruling.rules().codeNeeded() || ruling.secondFactors().areRequired())) {
            // Refused before any comparison, so that the answer never tells whether a password is right.
            SignIn codeNeeded = new SignIn.CodeNeeded();
            PasswordGuess guess = command.guess();
            unfinished.record(guess.login(), Optional.empty(), guess.origin(), codeNeeded);
            return codeNeeded;
        }
        SignInStep step = passwords.prove(
                command.guess(), ruling.rules().lock(), (user, stored) -> afterPassword(command, ruling, user, stored));
        return sessions.finish(step, ruling.rules().accessTokenLifetime());
    }

    private SignInStep afterPassword(ByPassword command, Ruling ruling, User user, PasswordHash stored) {
        ClientOrigin origin = command.guess().origin();
        if (command.secondStep() != SecondStep.ALWAYS && !ruling.secondFactors().areNeededBy(user)) {
            return sessions.open(user, stored, SignInMethods.PASSWORD, origin);
        }
        if (command.secondStep() == SecondStep.NEVER) {
            hold(user, stored);
            return new SignInStep.Answered(new SignIn.CodeNeeded());
        }
        SecondFactorMethod method = ruling.secondFactors().of(user);
        Optional<TooSoon> throttled = method.charge(user, origin);
        if (throttled.isPresent()) {
            return new SignInStep.Answered(new SignIn.Refused(throttled.get()));
        }
        hold(user, stored);
        return new SignInStep.Answered(method.start(user, origin)
                .map(prompt -> needed(user, origin, prompt))
                .orElseGet(SignIn.SecondFactorMissing::new));
    }

    private void hold(User user, PasswordHash stored) {
        if (!users.lockFor(user.id(), stored)) {
            throw new PasswordReplacedException();
        }
    }

    private SignIn needed(User user, ClientOrigin origin, SecondFactorPrompt prompt) {
        unfinished.recordHalf(user, origin);
        return new SignIn.SecondFactorNeeded(prompt);
    }

    private SignIn byPasswordAndCode(ByPasswordAndCode command) {
        Ruling ruling = ruling(command.rules());
        ClientOrigin origin = command.guess().origin();
        try {
            SignInStep step = ruling.secondFactors()
                    .deciding(
                            command.code(),
                            () -> passwords.prove(
                                    command.guess(),
                                    ruling.rules().lock(),
                                    (user, stored) -> sessions.open(
                                            ruling.secondFactors().verify(answer(command, ruling, user)),
                                            stored,
                                            origin)));
            return sessions.finish(step, ruling.rules().accessTokenLifetime());
        } catch (ContactTakenException verifiedByAnotherMeanwhile) {
            unfinished.tellTaken();
            return new SignIn.WrongCode(RefusalReason.EXPIRED, 0);
        }
    }

    private static ByCode answer(ByPasswordAndCode command, Ruling ruling, User user) {
        return new ByCode(
                new ChallengeRef.ByAccount(ruling.rules().codePurpose(), user.id()),
                Set.of(ruling.rules().codePurpose()),
                command.code(),
                new SignedInAccount.OfChallenge(),
                command.guess().origin());
    }

    private SignIn byCode(ByCode command) {
        try {
            SignInStep step = ruling(SignInCommand.STANDARD_RULES)
                    .secondFactors()
                    .deciding(command.code(), () -> unitOfWork.execute(() -> check(command)));
            SignIn outcome = sessions.finish(step);
            unfinished.recordCode(command.origin(), outcome);
            return outcome;
        } catch (ContactTakenException verifiedByAnotherMeanwhile) {
            unfinished.tellTaken();
            return new SignIn.WrongCode(RefusalReason.ALREADY_USED, 0);
        }
    }

    private SignInStep check(ByCode command) {
        Optional<SignIn> unknown =
                command.account().fold(ofChallenge -> Optional.empty(), holder -> unknown(holder, command.origin()));
        return unknown.<SignInStep>map(SignInStep.Answered::new).orElseGet(() -> {
            SecondFactors factors = ruling(SignInCommand.STANDARD_RULES).secondFactors();
            return sessions.open(factors.verify(command), command.origin());
        });
    }

    /** The answer before a guess is counted, when the caller may learn that no account verified the contact. */
    private Optional<SignIn> unknown(SignedInAccount.Holder holder, ClientOrigin origin) {
        if (holder.conceal() || holders.findActive(holder.contact()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                holders.chargeTelling(origin).<SignIn>map(SignIn.Refused::new).orElseGet(SignIn.UnknownAccount::new));
    }
}
