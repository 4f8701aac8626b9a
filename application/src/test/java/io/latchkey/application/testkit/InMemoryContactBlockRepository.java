package io.latchkey.application.testkit;

import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.domain.guard.ContactBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Blocks in memory. */
public final class InMemoryContactBlockRepository implements ContactBlockRepository {
    private final InMemoryStore store;

    public InMemoryContactBlockRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(ContactBlock block) {
        store.blocks.write().put(block.subject(), block);
    }

    @Override
    public Optional<ContactBlock> find(UUID subject, Instant now) {
        return Optional.ofNullable(store.blocks.read().get(subject)).filter(block -> block.isLive(now));
    }

    @Override
    public List<ContactBlock> findLive(Instant since, Instant now, int most) {
        return store.blocks.read().values().stream()
                .filter(block -> block.isLive(now) && !block.since().isBefore(since))
                .sorted(Comparator.comparing(ContactBlock::since).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public int beginNow(Instant latest, Instant now) {
        List<ContactBlock> ahead = store.blocks.read().values().stream()
                .filter(block -> block.since().isAfter(latest))
                .toList();
        ahead.forEach(block -> save(new ContactBlock(
                block.subject(), block.cause(), now, now.plus(Duration.between(block.since(), block.endsAt())))));
        return ahead.size();
    }

    @Override
    public int purge(Instant now, int most) {
        return InMemoryStore.removeFirst(store.blocks, block -> !block.isLive(now), most);
    }
}
