package io.latchkey.adapters.platform.metrics;

import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Measures the time of hashes. A hash that was refused, because too many were being computed, is not measured.
 *
 * @param measure is told how many nanoseconds each took
 */
record MeasuredPasswordHasher(PasswordHasher hasher, LongConsumer measure) implements PasswordHasher {
    @Override
    public PasswordHash hash(Password password) {
        return measured(() -> hasher.hash(password));
    }

    @Override
    public Match verify(Password password, Optional<PasswordHash> stored) {
        return measured(() -> hasher.verify(password, stored));
    }

    private <T> T measured(Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        measure.accept(System.nanoTime() - start);
        return result;
    }
}
