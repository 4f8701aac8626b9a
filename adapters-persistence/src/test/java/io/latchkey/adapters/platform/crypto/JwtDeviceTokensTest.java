package io.latchkey.adapters.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.testkit.MutableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JwtDeviceTokensTest {
    private static final String SECRET = "a secret of the test, long enough to be one";
    private static final String NEWER = "another secret of the test, quite as long";
    private static final String ISSUER = "https://accounts.example.org";

    private final MutableClock clock = new MutableClock();
    private final JwtDeviceTokens tokens = tokens(SECRET);
    private final KnownDevice device = new KnownDevice(
            UUID.randomUUID(), UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.SECONDS));

    private JwtDeviceTokens tokens(String secret, String... previous) {
        return new JwtDeviceTokens(new MasterSecrets(secret, List.of(previous)), ISSUER, clock);
    }

    @Test
    void reads_what_it_issued_for_180_days() {
        String token = tokens.issue(device);
        assertThat(token.length()).isLessThan(JwtDeviceTokens.LONGEST);
        clock.advance(Duration.ofDays(180).minusSeconds(1));
        assertThat(tokens.read(token)).contains(device);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void is_signed_by_the_operators_secret_and_honours_the_one_before() {
        String token = tokens.issue(device);
        assertThat(SignedTokens.parse(token).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(tokens(NEWER, SECRET).read(token)).contains(device);
        assertThat(tokens(NEWER).read(token)).isEmpty();
    }

    @Test
    void refuses_what_was_changed_made_up_or_is_of_another_kind() {
        String token = tokens.issue(device);
        SignedTokens others = new SignedTokens(clock);
        assertThat(tokens.read(others.issue(TokenKind.ACCESS))).isEmpty();
        assertThat(tokens.read(others.issue(TokenKind.PROOF))).isEmpty();
        assertThat(tokens.read(others.issue(TokenKind.DEVICE))).isPresent();
        String[] parts = token.split("\\.", -1);
        SignedJWT ofOther =
                SignedTokens.parse(tokens.issue(new KnownDevice(UUID.randomUUID(), device.id(), device.since())));
        assertThat(tokens.read(parts[0] + "." + ofOther.getParsedParts()[1] + "." + parts[2]))
                .isEmpty();
        assertThat(tokens.read(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.read(token + "=")).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("x".repeat(5_000))).isEmpty();
        assertThat(new JwtDeviceTokens(new MasterSecrets(SECRET, List.of()), "https://other.example.org", clock)
                        .read(token))
                .isEmpty();
    }
}
