package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.Resend;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores challenges and promises their messages, in the unit of work of whoever needs them. */
final class ChallengeIssuer {
    private final Challenges maker;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final CodeMessages messages;
    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Clock clock;

    ChallengeIssuer(
            Challenges maker,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            CodeMessages messages,
            AuditTrail audit,
            AuditSubjects subjects,
            Clock clock) {
        this.maker = maker;
        this.challenges = challenges;
        this.handles = handles;
        this.messages = messages;
        this.audit = audit;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * Refuses a contact that somebody offers and that the site sends nothing to. A contact that the requester must not
     * learn, or that a second factor goes to, is not theirs to choose.
     *
     * @throws InvalidValueException naming the kind of contact
     */
    void requireChannel(CodeOrder order) {
        ContactKind kind = order.contact().kind();
        boolean isOffered = !order.contactHidden() && !order.purpose().builtIn().equals(OtpPurpose.SECOND_FACTOR);
        if (isOffered && !messages.reaches(kind)) {
            throw new InvalidValueException(
                    kind == ContactKind.PHONE
                            ? "must not be a phone number: this service sends no codes to phones"
                            : "must not be an e-mail address: this service sends no codes by e-mail");
        }
    }

    /** Makes the challenge and its message; the caller's unit of work commits both or none. */
    IssuedChallenge issue(CodeOrder order, ClientOrigin origin) {
        OtpChallenge challenge = maker.make(order, origin);
        challenges.insert(challenge);
        return promise(challenge, order.notice(), order.channel(), order.locale(), origin);
    }

    /**
     * Makes a challenge that is found by a handle; the one that had the handle is void.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when another node issued such a challenge meanwhile
     */
    IssuedChallenge issue(CodeOrder order, UUID handle, ClientOrigin origin) {
        return issueInPlace(maker.make(order, origin), order, handle, origin);
    }

    private IssuedChallenge issueInPlace(OtpChallenge challenge, CodeOrder order, UUID handle, ClientOrigin origin) {
        challenges.release(handle, challenge.createdAt());
        challenges.insert(challenge, handle);
        return promise(challenge, order.notice(), order.channel(), order.locale(), origin);
    }

    /**
     * Makes a challenge that is found by its code. A fixed code finds the newest challenge it was issued for; the account's other
     * pending challenges of the purpose are void that the same device, or that strangers, asked for.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when a pending challenge of the purpose has the same code
     */
    IssuedChallenge issueByCode(CodeOrder order, ClientOrigin origin) {
        // A provider's code would not find it.
        OtpChallenge challenge = maker.make(order, origin).keepingCode();
        if (order.userId() != null) {
            challenges.voidAll(order.userId(), order.purpose(), challenge.lane().device(), clock.instant());
        }
        UUID handle = handles.ofCode(
                order.purpose(),
                maker.codeOf(challenge, origin).orElseThrow(),
                challenge.lane().device());
        if (challenge.hasFixedCode()) {
            return issueInPlace(challenge, order, handle, origin);
        }
        challenges.insert(challenge, handle);
        return promise(challenge, order.notice(), order.channel(), order.locale(), origin);
    }

    /** The pending challenge with this handle, sent once more; empty when there is none that may be. */
    Optional<IssuedChallenge> reissue(CodeOrder order, UUID handle, ClientOrigin origin) {
        return challenges
                .findByHandle(handle)
                .flatMap(challenges::findForUpdate)
                .map(OtpChallengeRepository.Locked::challenge)
                .filter(pending -> Optional.ofNullable(pending.userId()).equals(Optional.ofNullable(order.userId())))
                .filter(pending -> pending.decoy() == order.decoy() && maker.goesOn(pending, order, origin))
                .flatMap(pending -> pending.resend(maker.policyOf(pending), clock.instant())
                        .<Optional<Resend.Granted>>fold(
                                Optional::of,
                                tooEarly -> Optional.empty(),
                                usedUp -> Optional.empty(),
                                denied -> Optional.empty()))
                .map(granted -> resend(granted.next(), order.channel(), order.locale(), origin));
    }

    /**
     * Promises the message of a challenge that goes on.
     *
     * @param chosen the channel that the requester chose; empty when the route decides
     */
    IssuedChallenge resend(OtpChallenge challenge, Optional<Channel> chosen, Locale locale, ClientOrigin origin) {
        challenges.update(challenge);
        // What still waits for its turn or its fall-back would only come beside the new one.
        messages.cancel(challenge.id());
        return promise(challenge, MessageKind.CODE, chosen, locale, origin);
    }

    /**
     * The channels by which a code can be sent to the contact of an order. A requester who must not learn the contact has no choice,
     * because the choice would tell what kind of contact it is.
     */
    List<Channel> offers(OtpPurpose purpose, Contact contact, boolean contactHidden) {
        return contactHidden ? List.of() : messages.offers(purpose, contact);
    }

    private IssuedChallenge promise(
            OtpChallenge challenge, MessageKind kind, Optional<Channel> chosen, Locale locale, ClientOrigin origin) {
        Map<String, String> details = FixedCodes.details(challenge);
        chosen.ifPresent(channel -> details.put("channel", channel.wireName()));
        details.put("contact", subjects.of(challenge.contact()));
        audit.record(AuditTrail.Event.CODE_REQUESTED, origin, details);
        Instant now = clock.instant();
        return IssuedChallenge.of(
                challenge,
                messages.promise(challenge, kind, chosen, locale, now),
                chosen,
                messages.offers(challenge.purpose(), challenge.contact()),
                now);
    }
}
