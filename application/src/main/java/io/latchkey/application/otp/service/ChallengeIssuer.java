package io.latchkey.application.otp.service;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.delivery.CodeReference;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a challenge and promises its message, in the unit of work of whoever needs one. */
public final class ChallengeIssuer {
    /** Name of the limit on messages of one purpose to one destination ({@link OtpPolicy#generations}). */
    public static final String PER_PURPOSE = "code-per-purpose";

    private static final String WHOLE_SITE = "site";

    private final OtpChallengeRepository challenges;
    private final CodeMessages messages;
    private final OtpCodes codes;
    private final FixedCodes fixedCodes;
    private final OtpPolicies policies;
    private final ThrottlePolicy limits;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public ChallengeIssuer(
            OtpChallengeRepository challenges,
            CodeMessages messages,
            OtpCodes codes,
            FixedCodes fixedCodes,
            OtpPolicies policies,
            ThrottlePolicy limits,
            IdGenerator ids,
            AuditTrail audit,
            Clock clock) {
        this.challenges = challenges;
        this.messages = messages;
        this.codes = codes;
        this.fixedCodes = fixedCodes;
        this.policies = policies;
        this.limits = limits;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What one challenge is to be.
     *
     * @param userId the account it acts on; null when on none
     * @param contactHidden whether the requester does not know the contact and must not learn it
     * @param decoy whether it only has to look like one
     * @param notice what the message says in place of a code; {@link MessageKind#CODE} for a code
     * @param subject whom the destination's limits are for; the contact, unless the requester named somebody without knowing it
     */
    public record Wish(
            OtpPurpose purpose,
            Contact contact,
            @Nullable UserId userId,
            boolean contactHidden,
            boolean decoy,
            MessageKind notice,
            Locale locale,
            String subject) {
        /** A code to a contact the requester knows. */
        public static Wish code(
                OtpPurpose purpose, Contact contact, @Nullable UserId userId, boolean decoy, Locale locale) {
            return new Wish(
                    purpose,
                    contact,
                    userId,
                    false,
                    decoy,
                    MessageKind.CODE,
                    locale,
                    contact.kind().storedName() + ":" + contact.key());
        }

        /** Another message of a challenge; one whose contact its requester must not learn has limits of its own. */
        public static Wish again(OtpChallenge challenge, Locale locale) {
            Wish wish = code(challenge.purpose(), challenge.contact(), challenge.userId(), challenge.decoy(), locale);
            return challenge.contactHidden() ? wish.about("challenge:" + challenge.id()) : wish;
        }

        private Wish about(String otherSubject) {
            return new Wish(purpose, contact, userId, true, decoy, notice, locale, otherSubject);
        }

        /**
         * Whom the limit per account is for: the contact where anybody may ask, so that the limit does not tell whether, or
         * that two contacts, belong to an account.
         */
        private String account() {
            OtpPurpose base = purpose.builtIn();
            boolean anybodyMayAsk = base.equals(OtpPurpose.SIGN_IN) || base.equals(OtpPurpose.RESET_PASSWORD);
            return userId == null || anybodyMayAsk ? subject : userId.toString();
        }

        /** Whom the limit per destination is for: a second factor's messages are the owner's, and no stranger's use them up. */
        private String destination() {
            return purpose.equals(OtpPurpose.SECOND_FACTOR) ? purpose + " " + subject : subject;
        }

        private String perPurpose() {
            return purpose + " " + subject;
        }

        /** The same challenge with another message in place of the code. */
        public Wish saying(MessageKind kind) {
            return new Wish(purpose, contact, userId, contactHidden, decoy, kind, locale, subject);
        }
    }

    /** Whether what is wished for would be a test challenge. */
    boolean hasFixedCode(Wish wish, ClientOrigin origin) {
        return fixedCodes.isFor(wish.contact(), origin);
    }

    /** Whether a client there may go on with this challenge: a test challenge is for those its number is for. */
    boolean isFor(OtpChallenge challenge, ClientOrigin origin) {
        return !challenge.hasFixedCode() || fixedCodes.isFor(challenge.contact(), origin);
    }

    /** The limits a challenge obeys. */
    OtpPolicy policyOf(OtpChallenge challenge) {
        OtpPolicy policy = policies.get(challenge.purpose(), challenge.contact().kind());
        return challenge.hasFixedCode() ? policy.withoutCoolDown() : policy;
    }

    /** Adds the limits a message to this contact has to pass. */
    public Throttles.Call charge(Throttles.Call call, Wish wish, ClientOrigin origin) {
        return hasFixedCode(wish, origin)
                ? chargeFixedCode(call, wish.contact(), origin)
                : chargeMessage(call, wish, origin);
    }

    /** Adds the limits another message of a challenge has to pass. */
    Throttles.Call chargeAgain(Throttles.Call call, OtpChallenge challenge, Locale locale, ClientOrigin origin) {
        return challenge.hasFixedCode()
                ? chargeFixedCode(call, challenge.contact(), origin)
                : chargeMessage(call, Wish.again(challenge, locale), origin);
    }

    private Throttles.Call chargeFixedCode(Throttles.Call call, Contact contact, ClientOrigin origin) {
        return call.charge(limits.codePerAddress(), origin.network())
                .charge(fixedCodes.perNumber(), contact.kind().storedName() + ":" + contact.key());
    }

    private Throttles.Call chargeMessage(Throttles.Call call, Wish wish, ClientOrigin origin) {
        OtpPolicy policy = policies.get(wish.purpose(), wish.contact().kind());
        String perPurpose = wish.perPurpose();
        call.charge(limits.codePerAddress(), origin.network())
                .charge(limits.codePerDestination(), wish.destination())
                .charge(limits.codePerAccount(), wish.account())
                .charge(limits.codePerSite(), WHOLE_SITE);
        if (!policy.coolDown().isZero()) {
            call.charge(new ThrottleLimit("code-cool-down", 1, policy.coolDown()), perPurpose);
        }
        return call.charge(perPurpose(policy), perPurpose);
    }

    private static ThrottleLimit perPurpose(OtpPolicy policy) {
        return new ThrottleLimit(PER_PURPOSE, policy.generations(), policy.generationWindow());
    }

    /** When the window of the messages of this purpose to this contact ends; a whole window from now where none is open. */
    public Instant windowEnd(Throttles throttles, Wish wish) {
        OtpPolicy policy = policies.get(wish.purpose(), wish.contact().kind());
        return throttles
                .windowEnd(perPurpose(policy), wish.perPurpose())
                .orElseGet(() -> clock.instant().plus(policy.generationWindow()));
    }

    /** Adds the limit of whoever asks for codes, for a call that sends none. */
    public Throttles.Call chargeAddress(Throttles.Call call, ClientOrigin origin) {
        return call.charge(limits.codePerAddress(), origin.network());
    }

    /** Makes the challenge, unless one of the limits its message has to pass refuses. */
    public OtpRequest request(Throttles throttles, Wish wish, ClientOrigin origin) {
        return charge(throttles.call(), wish, origin)
                .take()
                .<OtpRequest>map(OtpRequest.Refused::new)
                .orElseGet(() -> new OtpRequest.Issued(issue(wish, origin)));
    }

    /** Makes the challenge and its message; the caller's unit of work commits both or none. */
    public IssuedChallenge issue(Wish wish, ClientOrigin origin) {
        OtpChallenge challenge = challenge(wish, hasFixedCode(wish, origin));
        challenges.insert(challenge);
        return promised(challenge, wish);
    }

    /**
     * Does the same for a challenge that can be found by a handle; the one that had the handle is void.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when another node issued such a challenge meanwhile
     */
    public IssuedChallenge issue(Wish wish, UUID handle, ClientOrigin origin) {
        return issue(challenge(wish, hasFixedCode(wish, origin)), wish, handle);
    }

    private IssuedChallenge issue(OtpChallenge challenge, Wish wish, UUID handle) {
        challenges.release(handle, challenge.createdAt());
        challenges.insert(challenge, handle);
        return promised(challenge, wish);
    }

    /**
     * Does the same for a challenge that can be found by its code; a fixed code finds the newest challenge it was issued for.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when a pending challenge of the purpose has the same code
     */
    public IssuedChallenge issue(Wish wish, ChallengeHandles handles, ClientOrigin origin) {
        Optional<OtpCode> fixed = fixedCodes.find(wish.contact(), origin);
        OtpChallenge challenge = challenge(wish, fixed.isPresent());
        if (fixed.isPresent()) {
            return issue(challenge, wish, handles.ofCode(wish.purpose(), fixed.get()));
        }
        OtpCode code =
                codes.derive(CodeReference.currentOf(challenge), wish.contact().kind());
        challenges.insert(challenge, handles.ofCode(wish.purpose(), code));
        return promised(challenge, wish);
    }

    private IssuedChallenge promised(OtpChallenge challenge, Wish wish) {
        return promise(challenge, wish.notice(), wish.locale(), challenge.createdAt());
    }

    private OtpChallenge challenge(Wish wish, boolean hasFixedCode) {
        OtpPolicy policy = policies.get(wish.purpose(), wish.contact().kind());
        return OtpChallenge.issue(
                new OtpChallengeId(ids.next()),
                new OtpChallenge.Terms(
                        wish.purpose(),
                        wish.contact(),
                        wish.userId(),
                        wish.contactHidden(),
                        wish.decoy(),
                        hasFixedCode ? OtpChallenge.FIXED_CODE : codes.currentSecretId(),
                        clock.instant()),
                hasFixedCode ? policy.withoutCoolDown() : policy);
    }

    /** Promises the message of a challenge that goes on. */
    public IssuedChallenge resend(OtpChallenge challenge, Locale locale) {
        challenges.update(challenge);
        // What still waits for its turn or its fall-back would only come beside the new one.
        messages.cancel(challenge.id());
        return promise(challenge, MessageKind.CODE, locale, clock.instant());
    }

    private IssuedChallenge promise(OtpChallenge challenge, MessageKind kind, Locale locale, Instant now) {
        audit.record(
                AuditTrail.Event.CODE_REQUESTED,
                FixedCodes.marked(
                        challenge,
                        Map.of(
                                "challenge", challenge.id().toString(),
                                "purpose", challenge.purpose().value(),
                                "channel", challenge.contact().kind().wireName())));
        return new IssuedChallenge(challenge, messages.promise(challenge, kind, locale, now));
    }
}
