package io.latchkey.bootstrap.e2e;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.GeneratedSecret;
import io.latchkey.adapters.platform.crypto.JwtIssuer;
import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.adapters.platform.crypto.KeyRingPolicy;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.crypto.SecureIdGenerator;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.domain.user.User;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The keys by which a site signs tokens. They sign what the site would not. */
final class SiteKeys implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final LatchkeyDatabase database;
    private final KeyRing keys;

    /** @param dataFolder where the site keeps the secret that opens its keys */
    SiteKeys(DatabaseSettings settings, Path dataFolder) {
        database = LatchkeyDatabase.open(settings);
        keys = new KeyRing(
                database.signingKeys(),
                database.unitOfWork(),
                new MasterSecrets(GeneratedSecret.in(dataFolder), List.of()),
                new SecureIdGenerator(),
                new KeyRingPolicy(Duration.ofDays(90), Duration.ofHours(24), LIFETIME),
                Clock.systemUTC());
        keys.refresh();
    }

    /** An access token of an account that nobody has. */
    String accessToken(String issuer, String audience, Instant now, String role) {
        User anybody = Fixtures.anyUser();
        User user = new User(
                anybody.id(),
                anybody.profile(),
                anybody.contacts(),
                anybody.credentials(),
                anybody.status(),
                Set.of(role),
                anybody.revision());
        return new JwtIssuer(keys, new SecureIdGenerator(), issuer, audience, LIFETIME)
                .issue(user, Fixtures.anySession(user), now, LIFETIME);
    }

    @Override
    public void close() {
        database.close();
    }
}
