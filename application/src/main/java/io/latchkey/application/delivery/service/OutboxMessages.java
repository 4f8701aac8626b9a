package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.Pause;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.RouteQuery;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes messages to the outbox in the surrounding unit of work, and hands them to the dispatcher once that has committed. */
public final class OutboxMessages implements CodeMessages, Notices {
    private static final Duration NOTICE_LIFETIME = Duration.ofHours(24);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(25);
    /** The provider that records name for messages with a fixed code, which are not sent. */
    private static final String NO_PROVIDER = "test";

    private static final String NO_ACCOUNT = "account";
    private static final String NO_ACCOUNT_TO_TELL = "account-to-tell";
    /** Fills the row of a message without a receiver (RFC 2606 §2). */
    private static final Contact NOBODY = new EmailAddress("nobody@latchkey.invalid");

    private final OutboxRepository outbox;
    private final DeliveryPlans plans;
    private final Countries countries;
    private final HandedMessages handed;
    private final Pause pause;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Decisions decisions;
    private final Clock clock;

    public OutboxMessages(
            OutboxRepository outbox,
            DeliveryPlans plans,
            Countries countries,
            HandedMessages handed,
            Pause pause,
            Core core) {
        this.outbox = outbox;
        this.plans = plans;
        this.countries = countries;
        this.handed = handed;
        this.pause = pause;
        this.unitOfWork = core.unitOfWork();
        this.ids = core.ids();
        this.audit = core.audit();
        this.decisions = core.decisions();
        this.clock = core.clock();
    }

    @Override
    public boolean reaches(ContactKind kind) {
        return plans.current().routes().reaches(kind);
    }

    @Override
    public List<Channel> offers(OtpPurpose purpose, Contact contact) {
        String country = contact.fold(email -> "", countries::of);
        return plans.current().routes().channels(new RouteQuery(contact, country, Optional.of(purpose)));
    }

    @Override
    public DeliveryState promise(
            OtpChallenge challenge, MessageKind kind, Optional<Channel> chosen, Locale locale, Instant now) {
        OutboxMessage queued = OutboxMessage.queue(
                new OutboxMessageId(ids.nextAt(now)),
                new OutboxMessage.Envelope(
                        kind,
                        CodeReference.currentOf(challenge),
                        challenge.contact(),
                        locale,
                        challenge.decoy() && kind == MessageKind.CODE,
                        now,
                        challenge.expiresAt(),
                        chosen.orElse(null)));
        if (!challenge.hasFixedCode()) {
            insert(queued);
            return queued.state();
        }
        // Its state can be asked for like any other, but it is delivered already, so no dispatcher sends it.
        OutboxMessage delivered =
                queued.accept(NO_PROVIDER, null).receive(NO_PROVIDER, "", DeliveryState.DELIVERED, now);
        outbox.insert(delivered);
        explain(delivered);
        audit.record(
                AuditTrail.Event.MESSAGE_ACCEPTED,
                Map.of(
                        "message",
                        delivered.id().toString(),
                        "kind",
                        kind.wireName(),
                        "channel",
                        challenge.contact().kind().wireName(),
                        "outcome",
                        NO_PROVIDER,
                        "test",
                        "true"));
        return delivered.state();
    }

    @Override
    public void send(MessageKind kind, List<Contact> contacts, Locale locale) {
        Instant now = clock.instant();
        contacts.forEach(contact -> insert(OutboxMessage.queue(
                new OutboxMessageId(ids.nextAt(now)),
                kind,
                null,
                contact,
                locale,
                false,
                now,
                now.plus(NOTICE_LIFETIME))));
    }

    @Override
    public void pretend(MessageKind kind, Locale locale) {
        Instant now = clock.instant();
        insert(OutboxMessage.queue(
                new OutboxMessageId(ids.nextAt(now)),
                kind,
                null,
                NOBODY,
                locale,
                true,
                now,
                now.plus(NOTICE_LIFETIME)));
    }

    private void insert(OutboxMessage message) {
        explain(message);
        if (handed.reserve()) {
            unitOfWork.afterUndo(() -> handed.giveBack(1));
            Instant until = handed.claimEnd(message);
            outbox.insert(message.reserve(until));
            unitOfWork.afterCommit(() -> handed.hand(message.claim(until)));
        } else {
            outbox.insert(message);
            unitOfWork.afterCommit(handed::pass);
        }
    }

    /** Tells of a message, and of a decoy that nobody gets: its requester is told the same. */
    private void explain(OutboxMessage message) {
        UUID id = message.id().value();
        if (message.decoy()) {
            decisions.saw(Finding.of(
                            message.kind() == MessageKind.CODE ? NO_ACCOUNT : NO_ACCOUNT_TO_TELL,
                            message.kind() == MessageKind.CODE ? Verdict.WITHHELD : Verdict.HELD)
                    .noting("no account has it, and the caller is not told"));
        } else {
            decisions.promised(id, message.contact());
            unitOfWork.afterUndo(() -> decisions.undone(id));
        }
    }

    @Override
    public void cancel(OtpChallengeId challenge) {
        outbox.cancel(challenge);
    }

    @Override
    public Optional<Newest> find(OtpChallengeId challenge) {
        return outbox.findProgress(challenge)
                .map(progress -> new Newest(progress.state(), Optional.ofNullable(progress.channel())));
    }

    @Override
    public boolean await(OtpChallengeId challenge, Duration patience) {
        Instant end = clock.instant().plus(patience);
        while (clock.instant().isBefore(end)) {
            OutboxRepository.Progress progress = unitOfWork
                    .read(() -> outbox.findProgress(challenge))
                    .orElseThrow(() -> new IllegalStateException("the challenge has no message"));
            if (progress.state() == DeliveryState.ACCEPTED || progress.state() == DeliveryState.DELIVERED) {
                return true;
            }
            if (progress.state() == DeliveryState.FAILED || progress.attempts() > 0) {
                return false;
            }
            pause.pause(POLL_INTERVAL);
        }
        return true;
    }
}
