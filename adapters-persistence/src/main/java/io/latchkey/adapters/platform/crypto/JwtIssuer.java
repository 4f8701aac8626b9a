package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs access tokens (claims of RFC 9068) and proofs, each as its {@link TokenKind} says. */
public final class JwtIssuer implements AccessTokenIssuer, ProofIssuer {
    /** Audience of proofs. A proof says that a code was verified. */
    public static final String PROOF_AUDIENCE = "latchkey:proof";

    private final KeyRing keys;
    private final IdGenerator ids;
    private final String issuer;
    private final String audience;
    private final Duration proofLifetime;

    /**
     * Issues tokens with these claims.
     *
     * @param issuer {@code iss} of access tokens; those of the other kinds are made from it
     * @param audience {@code aud} of access tokens
     * @param proofLifetime life of a proof
     */
    public JwtIssuer(KeyRing keys, IdGenerator ids, String issuer, String audience, Duration proofLifetime) {
        this.keys = keys;
        this.ids = ids;
        this.issuer = issuer;
        this.audience = audience;
        this.proofLifetime = proofLifetime;
    }

    @Override
    public String issue(User user, Session session, Instant now, Duration lifetime) {
        // One object of its own, so that no custom claim passes for another claim.
        @Nullable Object custom = user.claims().isEmpty() ? null : user.claims().values();
        return sign(
                TokenKind.ACCESS,
                claims(TokenKind.ACCESS, audience, now, lifetime)
                        .claim("custom", custom)
                        .subject(user.id().toString())
                        .claim("client_id", audience)
                        .claim("sid", session.id().toString())
                        .claim("groups", List.copyOf(user.roles()))
                        .claim("auth_time", session.authenticatedAt().getEpochSecond())
                        .claim("amr", session.methods())
                        .claim("acr", session.acr()));
    }

    @Override
    public String issue(OtpChallenge challenge, Instant now) {
        return sign(
                TokenKind.PROOF,
                claims(TokenKind.PROOF, PROOF_AUDIENCE, now, proofLifetime)
                        .subject(challenge.contact().value())
                        .claim("otp_id", challenge.id().toString())
                        .claim("purpose", challenge.purpose().value())
                        .claim("channel", challenge.contact().kind().wireName()));
    }

    private JWTClaimsSet.Builder claims(TokenKind kind, String tokenAudience, Instant now, Duration lifetime) {
        return kind.claims(issuer, tokenAudience)
                .jwtID(ids.next().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    private String sign(TokenKind kind, JWTClaimsSet.Builder claims) {
        KeyRing.Key key = keys.current();
        SignedJWT token = new SignedJWT(kind.header(key.kid()), claims.build());
        try {
            token.sign(Es256.signer(key.privateKey()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a P-256 key signs ES256", impossible);
        }
        return token.serialize();
    }
}
