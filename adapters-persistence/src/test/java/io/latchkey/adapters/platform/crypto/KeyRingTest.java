package io.latchkey.adapters.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.testkit.InMemorySigningKeyRepository;
import io.latchkey.application.testkit.InMemoryStore;
import io.latchkey.application.testkit.InMemoryUnitOfWork;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final String SECRET = "a secret of the test, long enough to be one";
    private static final KeyRingPolicy POLICY =
            new KeyRingPolicy(Duration.ofDays(90), Duration.ofHours(24), Duration.ofMinutes(15));
    private static final SessionPolicy SESSIONS = new SessionPolicy(
            Duration.ofMinutes(15),
            new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(14)),
            new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(14)),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore();

    private KeyRing ring(String secret, List<String> previous) {
        return new KeyRing(
                new InMemorySigningKeyRepository(store),
                new InMemoryUnitOfWork(store),
                new MasterSecrets(secret, previous),
                new SecureIdGenerator(),
                POLICY,
                clock);
    }

    private KeyRing ring() {
        return ring(SECRET, List.of());
    }

    private String token(KeyRing ring) {
        User user = User.register(
                new UserId(UUID.randomUUID()), null, null, null, null, null, Locale.ENGLISH, clock.instant());
        Session session = Session.open(
                new SessionId(UUID.randomUUID()),
                user.id(),
                List.of("pwd"),
                new Session.Origin("native", "test", "127.0.0.1"),
                SESSIONS,
                clock.instant());
        return new JwtIssuer(ring, new SecureIdGenerator(), "https://issuer", "latchkey", Duration.ofMinutes(10))
                .issue(user, session, clock.instant(), Duration.ofMinutes(15));
    }

    private static boolean isAccepted(String token, String keySet) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        var key = JWKSet.parse(keySet).getKeyByKeyId(jwt.getHeader().getKeyID());
        return key != null && jwt.verify(new ECDSAVerifier(key.toECKey()));
    }

    /**
     * Whether a token is accepted. Of the tokens of one key only the first is verified by the same key set.
     *
     * @param accepted the pairs of key and key set that were verified so far
     */
    private static boolean isAccepted(String token, String keySet, Set<List<String>> accepted) throws Exception {
        List<String> pair = List.of(SignedJWT.parse(token).getHeader().getKeyID(), keySet);
        return accepted.contains(pair) || isAccepted(token, keySet) && accepted.add(pair);
    }

    @Test
    void signs_what_the_published_key_set_verifies() throws Exception {
        KeyRing ring = ring();
        ring.refresh();
        assertThat(isAccepted(token(ring), ring.publicKeySet())).isTrue();
    }

    @Test
    void publishes_no_private_half() {
        KeyRing ring = ring();
        ring.refresh();
        assertThat(ring.publicKeySet()).doesNotContain("\"d\"");
    }

    @Test
    void gives_all_nodes_the_same_key() {
        KeyRing one = ring();
        KeyRing other = ring();
        one.refresh();
        other.refresh();
        assertThat(other.publicKeySet()).isEqualTo(one.publicKeySet());
    }

    @Test
    void no_token_is_refused_by_a_verifier_that_caches_the_key_set_for_an_hour_over_a_year() throws Exception {
        KeyRing ring = ring();
        ring.refresh();
        String cached = ring.publicKeySet();
        String earlier = token(ring);
        Set<String> signers = new HashSet<>();
        Set<List<String>> accepted = new HashSet<>();
        for (int hours = 0; hours < 366 * 24; hours++) {
            String token = token(ring);
            signers.add(SignedJWT.parse(token).getHeader().getKeyID());
            assertThat(isAccepted(token, cached, accepted)).isTrue();
            assertThat(isAccepted(earlier, ring.publicKeySet(), accepted)).isTrue();
            earlier = token;
            clock.advance(Duration.ofHours(1));
            cached = ring.publicKeySet();
            ring.refresh();
        }
        assertThat(signers).hasSizeBetween(4, 5);
    }

    @Test
    void opens_keys_sealed_under_the_secret_before() throws Exception {
        KeyRing before = ring();
        before.refresh();
        KeyRing after = ring("the next secret of the test, long enough", List.of(SECRET));
        after.refresh();
        assertThat(isAccepted(token(after), before.publicKeySet())).isTrue();
    }

    @Test
    void does_not_start_when_no_key_opens() {
        ring().refresh();
        KeyRing lost = ring("the next secret of the test, long enough", List.of());
        assertThatThrownBy(lost::refresh).hasMessageContaining("latchkey.secret.previous");
    }

    @Test
    void signs_with_the_oldest_key_when_a_clock_was_ahead_at_the_first_start() throws Exception {
        clock.advance(Duration.ofDays(1));
        ring().refresh();
        clock.advance(Duration.ofDays(-1));
        KeyRing ring = ring();
        ring.refresh();
        assertThat(isAccepted(token(ring), ring.publicKeySet())).isTrue();
        assertThat(JWKSet.parse(ring.publicKeySet()).getKeys()).hasSize(1);
    }

    @Test
    void signs_with_the_oldest_of_several_keys_ahead_until_the_time_of_one_has_come() throws Exception {
        Duration ahead = POLICY.lifetime().multipliedBy(2);
        clock.advance(ahead);
        KeyRing early = ring();
        early.refresh();
        String first = keyId(early);
        clock.advance(POLICY.lifetime().minus(POLICY.lead()));
        early.refresh();
        assertThat(JWKSet.parse(early.publicKeySet()).getKeys()).hasSize(2);
        clock.advance(ahead.plus(POLICY.lifetime()).minus(POLICY.lead()).negated());
        KeyRing ring = ring();
        ring.refresh();
        assertThat(keyId(ring)).isEqualTo(first);
    }

    private String keyId(KeyRing ring) throws Exception {
        return SignedJWT.parse(token(ring)).getHeader().getKeyID();
    }
}
