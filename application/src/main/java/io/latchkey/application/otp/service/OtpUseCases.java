package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.GuessRule;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.otp.port.BouncedAddresses;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.GuessPolicy;
import java.util.List;

/** The use cases of one-time codes, and what features that send or check codes are built of. */
public final class OtpUseCases {
    public final SendCodeUseCase sendCode;
    public final CheckCodeUseCase checkCode;
    public final ResendCodeUseCase resendCode;
    public final FindCodeUseCase findCode;
    public final OtpCodes codes;
    public final ChallengeHandles handles;
    public final SendingRules rules;
    public final CodeGate gate;
    public final CodeVerifier verifier;
    public final HandedCodeEnds endHanded;
    public final ResetCodes resetCodes;
    public final BouncedAddresses bounced;

    /** What the feature needs from outside. */
    public record Ports(
            OtpChallengeRepository challenges,
            SignInFailureRepository failures,
            CodeMessages messages,
            BouncedAddresses bounced,
            CodeOwners owners,
            SecretKeys secrets,
            ProofIssuer proofs) {}

    /**
     * @param guesses how wrong codes slow down whoever guesses
     * @param fixedNumbers contacts with fixed codes
     * @param perFixedNumber codes of one such contact
     * @param guardedPerAddress calls about codes of guarded contacts by one client address
     * @param twoFactors tells for which accounts a code alone gives no access
     */
    public record Policies(
            OtpPolicies otp,
            GuessPolicy guesses,
            ThrottlePolicy throttles,
            FixedCodeNumbers fixedNumbers,
            ThrottleLimit perFixedNumber,
            ThrottleLimit guardedPerAddress,
            TwoFactors twoFactors) {}

    /**
     * Rules that other features add.
     *
     * @param sending asked before the rules of this feature
     * @param guesses asked about guesses at codes of guarded contacts
     */
    public record Rules(List<SendingRule> sending, GuessRule guesses) {}

    public OtpUseCases(
            Core core,
            Throttles throttles,
            Tickets tickets,
            UserParts accounts,
            Ports ports,
            Policies policies,
            Rules others) {
        bounced = ports.bounced();
        codes = new OtpCodes(ports.secrets(), policies.otp());
        FixedCodes fixedCodes = new FixedCodes(policies.fixedNumbers(), core.clock());
        handles = new ChallengeHandles(ports.challenges(), accounts.users(), core.digester());
        rules = new SendingRules(
                policies.otp(), policies.throttles(), policies.perFixedNumber(), others.sending(), throttles, core);
        Challenges maker =
                new Challenges(policies.otp(), codes, fixedCodes, accounts.logins(), core.ids(), core.clock());
        ChallengeIssuer issuer = new ChallengeIssuer(
                maker, ports.challenges(), handles, ports.messages(), core.audit(), core.subjects(), core.clock());
        gate = new CodeGate(rules, maker, issuer, handles, accounts.notices());
        CodeFailures failures = new CodeFailures(
                ports.failures(), policies.guesses(), accounts.notices(), core.decisions(), core.clock());
        HandedGuesses handed = new HandedGuesses(
                ports.challenges(), ports.owners(), failures, core.digester(), core.unitOfWork(), core.clock());
        endHanded = new HandedCodeEnds(ports.challenges(), ports.owners(), core.unitOfWork(), core.clock());
        verifier = new CodeVerifier(
                ports.challenges(),
                handles,
                failures,
                new CodeSources(codes, fixedCodes, handed),
                core.audit(),
                core.clock());
        resetCodes = new ResetCodes(policies.twoFactors());
        Recipients recipients = new Recipients(accounts.users(), resetCodes);
        GuardedCalls guardedCalls = new GuardedCalls(
                others.guesses(), rules, fixedCodes, policies.guardedPerAddress(), throttles, core.clock());
        Deliveries deliveries = new Deliveries(ports.challenges(), ports.messages(), core.unitOfWork(), core.clock());
        sendCode =
                new SendCodeService(recipients, rules, guardedCalls, gate, deliveries, core.unitOfWork(), core.clock());
        checkCode = new CheckCodeService(
                verifier,
                recipients,
                guardedCalls,
                new CodeEffects(
                        new ProvenContacts(accounts.adoption(), ports.bounced()),
                        tickets,
                        accounts.credentials(),
                        accounts.notices(),
                        ports.proofs(),
                        policies.twoFactors(),
                        core.clock()),
                policies.otp(),
                core.unitOfWork());
        resendCode = new ResendCodeService(
                ports.challenges(), maker, gate, deliveries, core.decisions(), core.unitOfWork(), core.clock());
        findCode = new FindCodeService(
                ports.challenges(), maker, ports.messages(), handed, core.unitOfWork(), core.clock());
    }
}
