package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.SuppressionRepository;
import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Suppressions in memory. */
public final class InMemorySuppressionRepository implements SuppressionRepository {
    record Key(UUID contact, Channel channel) {}

    private final InMemoryStore store;

    public InMemorySuppressionRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(Suppression suppression) {
        store.suppressions.write().put(new Key(suppression.contact(), suppression.channel()), suppression);
    }

    @Override
    public Optional<Suppression> find(UUID contact, Channel channel) {
        return findAlsoLifted(contact, channel).filter(Suppression::isLive);
    }

    @Override
    public Optional<Suppression> findAlsoLifted(UUID contact, Channel channel) {
        return Optional.ofNullable(store.suppressions.read().get(new Key(contact, channel)));
    }

    @Override
    public List<Suppression> findAll(UUID contact) {
        return store.suppressions.read().values().stream()
                .filter(suppression ->
                        suppression.isLive() && suppression.contact().equals(contact))
                .sorted(Comparator.comparing(Suppression::since)
                        .thenComparing(suppression -> suppression.channel().name()))
                .toList();
    }

    @Override
    public List<Suppression> findChanged(Instant since, int most) {
        return store.suppressions.read().values().stream()
                .filter(suppression -> !suppression.changedAt().isBefore(since))
                .sorted(Comparator.comparing(Suppression::changedAt).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public boolean probe(UUID contact, Channel channel, Probe probe, Instant lastBy) {
        Optional<Suppression> probed = find(contact, channel)
                .filter(Suppression::isOfBounce)
                .filter(live ->
                        live.probe().filter(last -> last.at().isAfter(lastBy)).isEmpty());
        probed.ifPresent(live -> save(new Suppression(
                live.contact(),
                live.channel(),
                live.cause(),
                live.provider(),
                live.reason(),
                live.since(),
                live.liftedAt(),
                Optional.of(probe))));
        return probed.isPresent();
    }

    @Override
    public int purge(Instant before, int most) {
        return InMemoryStore.removeFirst(
                store.suppressions,
                suppression ->
                        suppression.liftedAt().filter(at -> at.isBefore(before)).isPresent(),
                most);
    }
}
