package io.latchkey.application.testkit;

import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes with one SHA-256 and counts its calls. Refuses calls in a unit of work. */
public final class FastPasswordHasher implements PasswordHasher {
    private static final String CURRENT = "$test$v=2$";
    private static final String OUTDATED = "$test$v=1$";

    private final InMemoryStore store;
    private final TestDigester digester = new TestDigester();
    private final AtomicInteger hashes = new AtomicInteger();
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicInteger comparisons = new AtomicInteger();
    private volatile boolean busy;
    private volatile Runnable duringVerification = () -> {};

    public FastPasswordHasher(InMemoryStore store) {
        this.store = store;
    }

    /** Lets the hasher refuse every call as busy from now on. */
    public void beBusy() {
        busy = true;
    }

    /** Sets work that runs while the next password is compared. */
    public void duringNextVerification(Runnable interlude) {
        duringVerification = interlude;
    }

    /** A hash with outdated costs. */
    public PasswordHash outdatedHash(Password password) {
        return new PasswordHash(OUTDATED + digester.plain(password.value()));
    }

    /** A hash with the current costs. It is not counted. */
    public PasswordHash currentHash(Password password) {
        return new PasswordHash(CURRENT + digester.plain(password.value()));
    }

    @Override
    public PasswordHash hash(Password password) {
        enter();
        hashes.incrementAndGet();
        return currentHash(password);
    }

    @Override
    public Match verify(Password password, Optional<PasswordHash> stored) {
        enter();
        verifications.incrementAndGet();
        stored.ifPresent(hash -> comparisons.incrementAndGet());
        Runnable interlude = duringVerification;
        duringVerification = () -> {};
        interlude.run();
        return stored.filter(currentHash(password)::equals)
                .map(same -> Match.YES)
                .or(() -> stored.filter(outdatedHash(password)::equals).map(same -> Match.YES_OUTDATED))
                .orElse(Match.NO);
    }

    private void enter() {
        if (store.isInUnitOfWork()) {
            throw new IllegalStateException("a password is hashed in a unit of work");
        }
        if (busy) {
            throw new HasherBusyException(Duration.ofSeconds(1));
        }
    }

    /** Number of passwords hashed so far. */
    public int hashes() {
        return hashes.get();
    }

    /** Number of passwords compared with a stored hash so far. */
    public int comparisons() {
        return comparisons.get();
    }

    /** Number of passwords compared so far, with a stored hash or without. */
    public int verifications() {
        return verifications.get();
    }
}
