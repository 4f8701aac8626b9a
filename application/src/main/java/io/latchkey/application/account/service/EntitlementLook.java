package io.latchkey.application.account.service;

import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.RefusalReason;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks without a lock whether an entitlement can be valid, so that invented ones cost no hash. Answers the reason for
 * a refusal; empty when the entitlement may be valid.
 */
final class EntitlementLook implements Entitlement.Cases<Optional<PasswordReset.Wrong>> {
    private final CodeVerifier verifier;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final Tickets tickets;
    private final OtpCodes codes;
    private final Clock clock;

    EntitlementLook(
            CodeVerifier verifier,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            Tickets tickets,
            OtpCodes codes,
            Clock clock) {
        this.verifier = verifier;
        this.challenges = challenges;
        this.handles = handles;
        this.tickets = tickets;
        this.codes = codes;
        this.clock = clock;
    }

    @Override
    public Optional<PasswordReset.Wrong> byCode(Entitlement.ByCode entitlement) {
        return recorded(
                at(handles.find(entitlement.challenge(), entitlement.code(), entitlement.origin())),
                entitlement.origin());
    }

    @Override
    public Optional<PasswordReset.Wrong> byCodeAlone(Entitlement.ByCodeAlone entitlement) {
        return byCode(entitlement.ofItsChallenge());
    }

    @Override
    public Optional<PasswordReset.Wrong> byResetKey(Entitlement.ByResetKey entitlement) {
        return recorded(
                tickets.findByResetKey(entitlement.app(), entitlement.key()).isPresent() ? Optional.empty() : unknown(),
                entitlement.origin());
    }

    @Override
    public Optional<PasswordReset.Wrong> byLink(Entitlement.ByLink entitlement) {
        return recorded(at(codes.challengeOf(entitlement.token())), entitlement.origin());
    }

    private Optional<PasswordReset.Wrong> at(Optional<OtpChallengeId> id) {
        return id.flatMap(challenges::find)
                .map(challenge -> challenge
                        .admit(clock.instant())
                        .<Optional<PasswordReset.Wrong>>fold(
                                admitted -> Optional.empty(),
                                denied -> Optional.of(new PasswordReset.Wrong(denied.reason(), denied.attemptsLeft()))))
                .orElseGet(EntitlementLook::unknown);
    }

    /** Refused here, an entitlement never comes to the verifier, which records all others. */
    private Optional<PasswordReset.Wrong> recorded(Optional<PasswordReset.Wrong> refusal, ClientOrigin origin) {
        refusal.ifPresent(wrong -> verifier.recordRefusal(wrong.reason(), origin));
        return refusal;
    }

    private static Optional<PasswordReset.Wrong> unknown() {
        return Optional.of(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }
}
