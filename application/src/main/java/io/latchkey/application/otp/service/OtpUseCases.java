package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.throttle.ThrottleLimit;

/** The use cases of one-time codes, and what features that send or check codes are built of. */
public final class OtpUseCases {
    public final RequestOtpUseCase requestOtp;
    public final ResendOtpUseCase resendOtp;
    public final VerifyOtpUseCase verifyOtp;
    public final FindOtpUseCase findOtp;
    public final SendCodeService sendCode;
    public final CheckCodeUseCase checkCode;

    public final OtpCodes codes;
    public final FixedCodes fixedCodes;
    public final ChallengeHandles handles;
    public final ChallengeIssuer issuer;
    public final CodeVerifier verifier;

    /** What the feature needs from outside. */
    public record Ports(
            OtpChallengeRepository challenges, CodeMessages messages, SecretKeys secrets, ProofIssuer proofs) {}

    /**
     * @param testNumbers contacts with fixed codes
     * @param perTestNumber codes of one such contact
     */
    public record Policies(
            OtpPolicies otp, ThrottlePolicy throttles, FixedCodeNumbers testNumbers, ThrottleLimit perTestNumber) {}

    public OtpUseCases(
            Core core, Throttles throttles, Tickets tickets, UserParts accounts, Ports ports, Policies policies) {
        codes = new OtpCodes(ports.secrets(), policies.otp());
        fixedCodes = new FixedCodes(policies.testNumbers(), policies.perTestNumber(), core.clock());
        handles = new ChallengeHandles(ports.challenges(), core.digester());
        issuer = new ChallengeIssuer(
                ports.challenges(),
                ports.messages(),
                codes,
                fixedCodes,
                policies.otp(),
                policies.throttles(),
                core.ids(),
                core.audit(),
                core.clock());
        verifier = new CodeVerifier(
                ports.challenges(), handles, accounts.users(), codes, fixedCodes, core.audit(), core.clock());
        requestOtp = new RequestOtpService(accounts.users(), throttles, issuer, core.unitOfWork());
        resendOtp = new ResendOtpService(
                ports.challenges(), throttles, issuer, ports.messages(), core.unitOfWork(), core.clock());
        verifyOtp =
                new VerifyOtpService(verifier, accounts.adoption(), ports.proofs(), core.unitOfWork(), core.clock());
        findOtp = new FindOtpService(ports.challenges(), ports.messages(), core.unitOfWork());
        sendCode = new SendCodeService(
                accounts.users(),
                ports.challenges(),
                handles,
                codes,
                throttles,
                issuer,
                ports.messages(),
                core.unitOfWork(),
                core.clock());
        checkCode =
                new CheckCodeService(verifier, accounts.adoption(), tickets, accounts.credentials(), core.unitOfWork());
    }
}
