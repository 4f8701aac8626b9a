package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes challenges as their policy and the fixed codes say; stores nothing. */
final class Challenges {
    private final OtpPolicies policies;
    private final OtpCodes codes;
    private final FixedCodes fixedCodes;
    private final LoginKeys keys;
    private final IdGenerator ids;
    private final Clock clock;

    Challenges(
            OtpPolicies policies, OtpCodes codes, FixedCodes fixedCodes, LoginKeys keys, IdGenerator ids, Clock clock) {
        this.policies = policies;
        this.codes = codes;
        this.fixedCodes = fixedCodes;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    OtpChallenge make(CodeOrder order, ClientOrigin origin) {
        boolean hasFixedCode = fixedCodes.isFor(order.contact(), origin);
        OtpPolicy policy = policies.get(order.purpose(), order.contact().kind());
        Instant now = clock.instant();
        return OtpChallenge.issue(
                new OtpChallengeId(ids.nextAt(now)),
                new OtpChallenge.Terms(
                        order.purpose(),
                        order.contact(),
                        order.userId(),
                        order.contactHidden(),
                        order.decoy(),
                        hasFixedCode ? OtpChallenge.FIXED_CODE : codes.currentSecretId(),
                        now,
                        lane(order, origin)),
                hasFixedCode ? policy.withoutCoolDown() : policy);
    }

    /** Guesses at codes count by whom the requester named, so that a stop tells nothing of accounts. */
    private Lane lane(CodeOrder order, ClientOrigin origin) {
        UserId user = order.userId();
        UUID subject = order.purpose().equals(OtpPurpose.SECOND_FACTOR) && user != null
                ? keys.ofSecondFactor(user)
                : keys.ofCodes(order.subject());
        return new Lane(subject, order.deviceAt(origin).orElse(Lane.STRANGERS));
    }

    /** The code of a challenge for a client there; empty for a fixed one that is not for this client. */
    Optional<OtpCode> codeOf(OtpChallenge challenge, ClientOrigin origin) {
        return challenge.hasFixedCode()
                ? fixedCodes.find(challenge.contact(), origin)
                : Optional.of(codes.derive(
                        CodeReference.currentOf(challenge), challenge.contact().kind()));
    }

    /**
     * Refuses a purpose for which no new code may be sent.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException naming the member {@code purpose}
     */
    void require(OtpPurpose purpose) {
        policies.require(purpose);
    }

    /** Whether a code to this contact would be fixed for a client there. */
    boolean hasFixedCode(CodeOrder order, ClientOrigin origin) {
        return fixedCodes.isFor(order.contact(), origin);
    }

    /** Whether a client there may go on with this challenge: one with a fixed code is for those its number is for. */
    boolean isFor(OtpChallenge challenge, ClientOrigin origin) {
        return !challenge.hasFixedCode() || fixedCodes.isFor(challenge.contact(), origin);
    }

    /**
     * Whether a pending challenge may be sent again in place of a new one. One with a fixed code goes on for those its number is for,
     * and for nobody else; another goes on for nobody whose number has a fixed code.
     */
    boolean goesOn(OtpChallenge pending, CodeOrder order, ClientOrigin origin) {
        boolean hasFixedCode = hasFixedCode(order, origin);
        return pending.hasFixedCode() ? hasFixedCode : !hasFixedCode && codes.isHonoured(pending.secretId());
    }

    /** The challenge with a wait for its next message that is no longer than its policy's. */
    OtpChallenge capWait(OtpChallenge challenge) {
        return challenge.capWait(policyOf(challenge), clock.instant());
    }

    /** The limits a challenge obeys. */
    OtpPolicy policyOf(OtpChallenge challenge) {
        OtpPolicy policy = policies.get(challenge.purpose(), challenge.contact().kind());
        return challenge.hasFixedCode() ? policy.withoutCoolDown() : policy;
    }
}
