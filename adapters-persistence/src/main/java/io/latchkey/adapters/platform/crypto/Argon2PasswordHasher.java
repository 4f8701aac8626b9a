package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes passwords with Argon2id and a pepper that is not in the database. The results are PHC strings {@code
 * $argon2id$v=19$m=…,t=…,p=…,keyid=…$salt$hash}.
 *
 * <p>A limited number of hashes run at once. Further callers wait a little or are refused (OWASP ASVS 5.0, 15.1.3,
 * 15.2.2). Hashes run on threads of their own, because the native allocator keeps the memory that a thread once used.
 * On a server's many request threads that would be 19 MiB for each thread.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
            + ",keyid=([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_LENGTH = 16;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Argon2Function argon2;
    private final SecureRandom random = new SecureRandom();
    private final MasterSecrets secrets;
    private final Argon2Settings settings;
    private final Semaphore places;
    private final ExecutorService threads;
    private final AtomicInteger waiting = new AtomicInteger();

    public Argon2PasswordHasher(MasterSecrets secrets, Argon2Settings settings) {
        this.secrets = secrets;
        this.settings = settings;
        this.places = new Semaphore(settings.concurrent(), true);
        this.threads = Executors.newFixedThreadPool(settings.concurrent(), work -> {
            Thread thread = new Thread(work, "latchkey-hash");
            thread.setDaemon(true);
            return thread;
        });
        // The native library keeps something in every thread that calls it, and the caller's outlives the application.
        this.argon2 =
                CompletableFuture.supplyAsync(Argon2Function::create, threads).join();
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        String pepperId = secrets.currentId();
        byte[] hash = compute(
                password,
                salt,
                pepper(pepperId).orElseThrow(),
                settings.memoryKib(),
                settings.iterations(),
                settings.parallelism());
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=" + settings.memoryKib() + ",t=" + settings.iterations() + ",p="
                + settings.parallelism() + ",keyid="
                + base64.encodeToString(pepperId.getBytes(StandardCharsets.US_ASCII))
                + '$' + base64.encodeToString(salt) + '$' + base64.encodeToString(hash));
    }

    @Override
    public Match verify(Password password, Optional<PasswordHash> stored) {
        Matcher phc = PHC.matcher(stored.map(PasswordHash::phc).orElse(""));
        Optional<byte[]> pepper =
                phc.matches() ? pepper(new String(decode(phc.group(4)), StandardCharsets.US_ASCII)) : Optional.empty();
        if (pepper.isEmpty()) {
            spendTheSameTime(password);
            return Match.NO;
        }
        int memoryKib = Integer.parseInt(phc.group(1));
        int iterations = Integer.parseInt(phc.group(2));
        int parallelism = Integer.parseInt(phc.group(3));
        byte[] expected = decode(phc.group(6));
        byte[] actual = compute(password, decode(phc.group(5)), pepper.get(), memoryKib, iterations, parallelism);
        if (!MasterSecrets.areEqual(expected, actual)) {
            return Match.NO;
        }
        boolean isCurrent = memoryKib == settings.memoryKib()
                && iterations == settings.iterations()
                && parallelism == settings.parallelism()
                && Arrays.equals(pepper.get(), pepper(secrets.currentId()).orElseThrow());
        return isCurrent ? Match.YES : Match.YES_OUTDATED;
    }

    private void spendTheSameTime(Password password) {
        compute(
                password,
                new byte[SALT_LENGTH],
                pepper(secrets.currentId()).orElseThrow(),
                settings.memoryKib(),
                settings.iterations(),
                settings.parallelism());
    }

    private Optional<byte[]> pepper(String id) {
        return secrets.deriveKey(id, "password pepper");
    }

    private byte[] compute(
            Password password, byte[] salt, byte[] pepper, int memoryKib, int iterations, int parallelism) {
        takePlace();
        try {
            return threads.submit(() -> argon2.hash(
                            password.value().getBytes(StandardCharsets.UTF_8),
                            salt,
                            pepper,
                            memoryKib,
                            iterations,
                            parallelism))
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password cannot be hashed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HasherBusyException(RETRY_AFTER);
        } finally {
            places.release();
        }
    }

    /** Waits for the hashes that are being computed. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes back the native library, which would outlive the application in its server. Called once, when every hasher is
     * closed.
     */
    public static void unload() {
        Argon2Function.unload();
    }

    private void takePlace() {
        if (places.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > settings.queue()) {
            waiting.decrementAndGet();
            throw new HasherBusyException(RETRY_AFTER);
        }
        try {
            if (!places.tryAcquire(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HasherBusyException(RETRY_AFTER);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HasherBusyException(RETRY_AFTER);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
