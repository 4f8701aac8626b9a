package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InMemorySigningKeyRepository;
import io.latchkey.application.testkit.InMemoryStore;
import io.latchkey.application.testkit.InMemoryUnitOfWork;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A key ring, and tokens of every kind that it signs. */
final class SignedTokens {
    static final String ISSUER = "https://accounts.example.org";
    static final String AUDIENCE = "latchkey";
    static final User USER = Fixtures.anyUser();
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    final KeyRing keys;
    private final Clock clock;
    private final JwtIssuer issuer;
    private final JwtDeviceTokens deviceTokens;

    SignedTokens(Clock clock) {
        this.clock = clock;
        InMemoryStore store = new InMemoryStore();
        MasterSecrets secrets = new MasterSecrets("a secret of the test, long enough to be one", List.of());
        this.keys = new KeyRing(
                new InMemorySigningKeyRepository(store),
                new InMemoryUnitOfWork(store),
                secrets,
                new SecureIdGenerator(),
                new KeyRingPolicy(Duration.ofDays(90), Duration.ofHours(24), Duration.ofMinutes(15)),
                clock);
        keys.refresh();
        this.issuer = new JwtIssuer(keys, new SecureIdGenerator(), ISSUER, AUDIENCE, LIFETIME);
        this.deviceTokens = new JwtDeviceTokens(secrets, ISSUER, clock);
    }

    /** A kind that is added does not compile until it is made here, and so is tried against every verifier. */
    String issue(TokenKind kind) {
        return switch (kind) {
            case ACCESS -> issuer.issue(USER, Fixtures.anySession(USER), clock.instant(), LIFETIME);
            case PROOF -> issuer.issue(Fixtures.anyChallenge(USER), clock.instant());
            case DEVICE -> deviceTokens.issue(new KnownDevice(USER.id().value(), UUID.randomUUID(), clock.instant()));
        };
    }

    /** The access token of a session. */
    SignedJWT accessToken(Session session) {
        return parse(issuer.issue(USER, session, clock.instant(), LIFETIME));
    }

    SignedJWT access() {
        return parse(issue(TokenKind.ACCESS));
    }

    /** Signs anything by the key that signs the tokens. */
    String sign(JWSHeader header, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(keys.current().privateKey(), Curve.P_256));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
        return token.serialize();
    }

    static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
