package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.adapters.platform.crypto.JwtIssuer;
import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.adapters.platform.crypto.KeyRingPolicy;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.crypto.SecureIdGenerator;
import io.latchkey.adapters.rest.keys.PublishedKeys;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InMemorySigningKeyRepository;
import io.latchkey.application.testkit.InMemoryStore;
import io.latchkey.application.testkit.InMemoryUnitOfWork;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.user.User;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever keeps the key set as long as its answer says never meets a token of a key that is not in it. */
class PublishedKeysInTimeTest {
    private static final Duration LONGEST_TOKEN = Duration.ofMinutes(15);
    private static final User USER = Fixtures.anyUser();

    @ParameterizedTest
    @CsvSource({"PT10M, PT20M", "PT10M, PT25M", "PT1H, PT2H", "PT24H, P2D"})
    void a_kept_key_set_knows_every_key_that_signs_meanwhile(Duration lead, Duration lifetime) throws ParseException {
        MutableClock clock = new MutableClock();
        InMemoryStore store = new InMemoryStore();
        KeyRing keys = new KeyRing(
                new InMemorySigningKeyRepository(store),
                new InMemoryUnitOfWork(store),
                new MasterSecrets("a secret of the test, long enough to be one", List.of()),
                new SecureIdGenerator(),
                new KeyRingPolicy(lifetime, lead, LONGEST_TOKEN),
                clock);
        keys.refresh();
        JwtIssuer issuer =
                new JwtIssuer(keys, new SecureIdGenerator(), "https://example.org", "latchkey", LONGEST_TOKEN);
        PublishedKeys published = new PublishedKeys(keys::publicKeySet, lead);
        NavigableMap<Long, Set<String>> read = new TreeMap<>();
        Set<String> signed = new HashSet<>();
        // The service looks after its keys once a minute.
        for (long minute = 0; signed.size() < 4; minute++) {
            read.put(minute, ids(keys.publicKeySet()));
            long oldest = Math.max(0, minute - published.goodFor().toMinutes() - 1);
            String token = issuer.issue(USER, Fixtures.anySession(USER), clock.instant(), LONGEST_TOKEN);
            String kid = SignedJWT.parse(token).getHeader().getKeyID();
            assertThat(read.get(oldest))
                    .as("keys of minute %s at minute %s", oldest, minute)
                    .contains(kid);
            signed.add(kid);
            clock.advance(Duration.ofMinutes(1));
            keys.refresh();
        }
        assertThat(published.goodFor()).isPositive().isLessThan(lead);
    }

    private static Set<String> ids(String keySet) throws ParseException {
        Set<String> ids = new HashSet<>();
        JWKSet.parse(keySet).getKeys().forEach(key -> ids.add(key.getKeyID()));
        return ids;
    }
}
