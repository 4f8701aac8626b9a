package io.latchkey.application.guard.service;

import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows every block by heart, so that a blocked contact costs no statement. The store stays the truth: what another node put up a
 * moment ago is found there by whoever is about to send.
 */
public final class ContactBlocks {
    /** Some 25 MB; blocks above it are answered out of the store. */
    private static final int MOST_KNOWN = 200_000;

    /** What clocks of nodes may differ by, and how long a commit may take. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final ContactBlockRepository repository;
    private final Digester digester;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    private final ConcurrentMap<UUID, ContactBlock> known = new ConcurrentHashMap<>();
    private volatile Instant seenUntil = Instant.EPOCH;

    public ContactBlocks(ContactBlockRepository repository, Digester digester, UnitOfWork unitOfWork, Clock clock) {
        this.repository = repository;
        this.digester = digester;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Whom a block of this contact is for; a block stops codes of one purpose. */
    public UUID ofContact(OtpPurpose purpose, Contact contact) {
        return digester.keyed(
                "block of contact\n" + purpose + '\n' + contact.kind().wireName() + ':' + contact.key());
    }

    /** The same contact, whatever it is, named by the account that has it. */
    public UUID ofAccount(OtpPurpose purpose, UserId user, ContactKind kind) {
        return digester.keyed("block of account\n" + purpose + '\n' + user + '\n' + kind.wireName());
    }

    /** The block this node knows of; asks no store. */
    public Optional<ContactBlock> findKnown(UUID subject) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.get(subject)).filter(block -> block.isLive(now));
    }

    /** The block any node put up, in the unit of work of whoever asks. */
    public Optional<ContactBlock> findStored(UUID subject) {
        return repository.find(subject, clock.instant());
    }

    /**
     * Puts up a block under all names of a contact, in the unit of work of whoever saw too much. To be {@linkplain #remember
     * remembered} when that has committed.
     */
    public List<ContactBlock> putUp(Collection<UUID> subjects, ContactBlock.Cause cause, Instant endsAt) {
        Instant now = clock.instant();
        List<ContactBlock> blocks = subjects.stream()
                .map(subject -> new ContactBlock(subject, cause, now, endsAt))
                .toList();
        save(blocks);
        return blocks;
    }

    /** Saves blocks, each in the place of the one its subject has, in the unit of work of whoever asks. */
    void save(Collection<ContactBlock> blocks) {
        blocks.forEach(repository::save);
    }

    /** Keeps blocks that are stored by heart. */
    public void remember(Collection<ContactBlock> stored) {
        for (ContactBlock block : stored) {
            if (known.size() < MOST_KNOWN || known.containsKey(block.subject())) {
                known.put(block.subject(), block);
            }
        }
    }

    /** Learns of the blocks that other nodes put up, and of all of them after a start. */
    public void refresh() {
        Instant now = clock.instant();
        known.values().removeIf(block -> !block.isLive(now));
        Instant since = seenUntil;
        remember(unitOfWork.read(() -> repository.findLive(since, now, MOST_KNOWN)));
        seenUntil = now.minus(OVERLAP);
    }
}
