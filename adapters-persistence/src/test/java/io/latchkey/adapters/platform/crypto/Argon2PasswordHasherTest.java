package io.latchkey.adapters.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.application.user.port.PasswordHasher.Match;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {
    private static final String SECRET = "a secret of the test, long enough to be one";
    private static final MasterSecrets SECRETS = new MasterSecrets(SECRET, List.of());
    private static final Argon2Settings SETTINGS = new Argon2Settings(19_456, 2, 1, 2, 8, Duration.ofSeconds(5));
    private static final Password PASSWORD = new Password("correct horse battery");

    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(SECRETS, SETTINGS);

    @Test
    void accepts_the_password_it_hashed_and_no_other() {
        PasswordHash hash = hasher.hash(PASSWORD);
        assertThat(hasher.verify(PASSWORD, Optional.of(hash))).isEqualTo(Match.YES);
        assertThat(hasher.verify(new Password("correct horse batterz"), Optional.of(hash)))
                .isEqualTo(Match.NO);
    }

    @Test
    void salts_every_hash() {
        assertThat(hasher.hash(PASSWORD).phc())
                .isNotEqualTo(hasher.hash(PASSWORD).phc());
    }

    @Test
    void writes_scheme_costs_and_pepper_id_as_a_phc_string() {
        assertThat(hasher.hash(PASSWORD).phc())
                .matches(
                        "\\$argon2id\\$v=19\\$m=19456,t=2,p=1,keyid=[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void says_no_where_nothing_is_stored() {
        assertThat(hasher.verify(PASSWORD, Optional.empty())).isEqualTo(Match.NO);
    }

    @Test
    void says_no_to_a_hash_of_another_pepper() {
        PasswordHash foreign = new Argon2PasswordHasher(
                        new MasterSecrets("another secret of the test, long enough, too", List.of()), SETTINGS)
                .hash(PASSWORD);
        assertThat(hasher.verify(PASSWORD, Optional.of(foreign))).isEqualTo(Match.NO);
    }

    @Test
    void asks_for_a_new_hash_when_the_costs_have_changed() {
        PasswordHash older = new Argon2PasswordHasher(
                        SECRETS, new Argon2Settings(12_288, 3, 1, 2, 8, Duration.ofSeconds(5)))
                .hash(PASSWORD);
        assertThat(hasher.verify(PASSWORD, Optional.of(older))).isEqualTo(Match.YES_OUTDATED);
    }

    @Test
    void asks_for_a_new_hash_when_the_secret_has_changed() {
        PasswordHash older = hasher.hash(PASSWORD);
        MasterSecrets rotated = new MasterSecrets("the next secret of the test, long enough", List.of(SECRET));
        assertThat(new Argon2PasswordHasher(rotated, SETTINGS).verify(PASSWORD, Optional.of(older)))
                .isEqualTo(Match.YES_OUTDATED);
    }

    @Test
    void native_and_java_implementations_give_the_same_bytes() {
        byte[] password = "pässword".getBytes(StandardCharsets.UTF_8);
        byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);
        byte[] pepper = new byte[32];
        assertThat(Argon2Function.ofNative().hash(password, salt, pepper, 7168, 5, 1))
                .isEqualTo(Argon2Function.ofJava().hash(password, salt, pepper, 7168, 5, 1));
    }

    @Test
    void refuses_at_once_when_places_and_queue_are_full() throws Exception {
        Argon2PasswordHasher narrow =
                new Argon2PasswordHasher(SECRETS, new Argon2Settings(1 << 18, 2, 1, 1, 0, Duration.ofSeconds(5)));
        int callers = 6;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<PasswordHash>> results = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            results.add(threads.submit(() -> {
                start.await();
                return narrow.hash(PASSWORD);
            }));
        }
        start.countDown();
        int refused = 0;
        for (Future<PasswordHash> result : results) {
            try {
                result.get();
            } catch (ExecutionException busy) {
                assertThat(busy.getCause()).isInstanceOf(HasherBusyException.class);
                assertThat(((HasherBusyException) busy.getCause()).retryAfter()).isPositive();
                refused++;
            }
        }
        threads.shutdown();
        assertThat(refused).isPositive().isLessThan(callers);
    }

    @Test
    void refuses_costs_below_the_recommended_ones() {
        assertThatThrownBy(() -> new Argon2Settings(7168, 1, 1, 1, 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
