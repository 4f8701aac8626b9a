package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.SuppressionRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers which channels are closed to which contacts: the reader opted out, or the address bounced or complained. Each node
 * knows them by heart, so that a message costs no statement; it learns of what other nodes stored within seconds. Safe for use by
 * several threads.
 */
public final class Suppressions {
    /** Some 50 MB; above it, the store is asked about contacts that are not known. */
    private static final int MOST_KNOWN = 200_000;

    /** What clocks of nodes may differ by, and how long a commit may take, in seconds. */
    private static final int OVERLAP = 120;

    private final SuppressionRepository repository;
    private final Digester digester;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Clock clock;
    private final ConcurrentMap<Closed, Suppression> known = new ConcurrentHashMap<>();
    private volatile Instant seenUntil = Instant.EPOCH;
    private volatile boolean knowsAll = true;

    /** A channel to a contact, which is named by its digest. */
    private record Closed(UUID contact, Channel channel) {
        static Closed of(Suppression suppression) {
            return new Closed(suppression.contact(), suppression.channel());
        }
    }

    public Suppressions(SuppressionRepository repository, Core core) {
        this.repository = repository;
        this.digester = core.digester();
        this.unitOfWork = core.unitOfWork();
        this.audit = core.audit();
        this.subjects = core.subjects();
        this.clock = core.clock();
    }

    private UUID digest(Contact contact) {
        return digester.keyed("suppression of contact\n" + contact.kind().wireName() + ':' + contact.key());
    }

    /** Why a channel is closed to a contact; empty when it is open. Called outside any unit of work. */
    Optional<Suppression> find(Contact contact, Channel channel) {
        Closed asked = new Closed(digest(contact), channel);
        Optional<Suppression> live = Optional.ofNullable(known.get(asked));
        return live.isPresent() || knowsAll
                ? live
                : unitOfWork.read(() -> repository.find(asked.contact(), asked.channel()));
    }

    /**
     * Why a channel is closed to a message; empty when it is open to it. A code for verifying a contact may be the probe of an address that
     * bounced. Another node may have promised it a moment ago, so the store is asked. Called outside any unit of work.
     */
    Optional<Suppression> find(OutboxMessage message, Channel channel) {
        Optional<Suppression> found = find(message.contact(), channel);
        return found.filter(known -> mayBeProbe(message, known)).isEmpty()
                ? found
                : unitOfWork
                        .read(() -> stored(message.contact(), channel))
                        .filter(stored -> !stored.lets(message.id()));
    }

    private static boolean mayBeProbe(OutboxMessage message, Suppression known) {
        CodeReference code = message.code();
        return known.isOfBounce() && code != null && code.purpose().equals(OtpPurpose.VERIFY_CONTACT);
    }

    /** Why a channel is closed to a contact, as the store has it. In the unit of work of whoever asks. */
    Optional<Suppression> stored(Contact contact, Channel channel) {
        return repository.find(digest(contact), channel);
    }

    /**
     * Lets a probe through, unless one was let through after a time already. In the unit of work of whoever asks.
     *
     * @param lastBy the latest time of the probe before
     */
    boolean probe(Contact contact, Channel channel, Probe probe, Instant lastBy) {
        return repository.probe(digest(contact), channel, probe, lastBy);
    }

    /** Opens a channel whose probe carried the code of a challenge; answers whether it did. In the unit of work of whoever asks. */
    boolean liftProbed(Contact contact, Channel channel, OtpChallengeId challenge) {
        // Known by heart, so that a code that verifies any other contact costs no statement.
        if (knowsAll && !known.containsKey(new Closed(digest(contact), channel))) {
            return false;
        }
        Optional<Suppression> probed = stored(contact, channel).filter(stored -> stored.isProbedBy(challenge));
        probed.ifPresent(stored -> lift(List.of(stored)));
        return probed.isPresent();
    }

    /**
     * Closes a channel if an outcome says that no later message will reach the reader by it. What is told about a message of before a lift closes
     * nothing again, because providers repeat receipts. In the unit of work of whoever asks.
     *
     * @param sentAt when the message was handed over
     */
    void learn(Contact contact, Channel channel, String provider, Instant sentAt, DeliveryOutcome outcome) {
        outcome.lasting().ifPresent(cause -> {
            Instant now = clock.instant();
            UUID digest = digest(contact);
            Optional<Suppression> before = repository.findAlsoLifted(digest, channel);
            Optional<Suppression> next = before.isPresent()
                    ? before.get().learn(cause, provider, outcome.reason(), sentAt, now)
                    : Optional.of(new Suppression(digest, channel, cause, provider, outcome.reason(), now));
            next.ifPresent(closed -> close(contact, closed));
        });
    }

    private void close(Contact contact, Suppression closed) {
        repository.save(closed);
        unitOfWork.afterCommit(() -> {
            remember(closed);
            audit.record(
                    AuditTrail.Event.CONTACT_SUPPRESSED,
                    Map.of(
                            AuditTrail.Detail.CONTACT.key(),
                            subjects.of(contact),
                            AuditTrail.Detail.CHANNEL.key(),
                            closed.channel().wireName(),
                            AuditTrail.Detail.PROVIDER.key(),
                            closed.provider(),
                            AuditTrail.Detail.OUTCOME.key(),
                            closed.reason()));
        });
    }

    /** What is closed to a contact, as the store has it. In the unit of work of whoever asks. */
    public List<Suppression> of(Contact contact) {
        return repository.findAll(digest(contact));
    }

    /** Opens what is closed to a contact; answers what that was. In the unit of work of whoever asks. */
    public List<Suppression> lift(Contact contact) {
        List<Suppression> found = of(contact);
        lift(found);
        return found;
    }

    private void lift(List<Suppression> found) {
        Instant now = clock.instant();
        List<Suppression> lifted =
                found.stream().map(suppression -> suppression.lift(now)).toList();
        lifted.forEach(repository::save);
        unitOfWork.afterCommit(() -> lifted.forEach(this::remember));
    }

    private void remember(Suppression stored) {
        Closed closed = Closed.of(stored);
        if (!stored.isLive()) {
            known.remove(closed);
        } else if (known.size() < MOST_KNOWN || known.containsKey(closed)) {
            known.put(closed, stored);
        } else {
            knowsAll = false;
        }
    }

    /** Learns of what other nodes stored and lifted, and of everything after a start. */
    public void refresh() {
        Instant now = clock.instant();
        Instant since = seenUntil;
        List<Suppression> changed = unitOfWork.read(() -> repository.findChanged(since, MOST_KNOWN + 1));
        if (changed.size() > MOST_KNOWN) {
            knowsAll = false;
        }
        changed.forEach(this::remember);
        seenUntil = now.minusSeconds(OVERLAP);
    }
}
