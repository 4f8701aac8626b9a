package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
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

/**
 * Signs access tokens (claims of RFC 9068) and proofs. Each kind has its own audience and {@code token_use}, so that no
 * token passes for another kind (RFC 8725 §3.8 to 3.12).
 */
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
     * @param issuer {@code iss} of every token
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
        return sign(claims(now, lifetime)
                .audience(audience)
                .subject(user.id().toString())
                .claim("client_id", audience)
                .claim("sid", session.id().toString())
                .claim("groups", List.copyOf(user.roles()))
                .claim("auth_time", session.authenticatedAt().getEpochSecond())
                .claim("amr", session.methods())
                .claim("token_use", "access"));
    }

    @Override
    public String issue(OtpChallenge challenge, Instant now) {
        JWTClaimsSet.Builder claims = claims(now, proofLifetime)
                .audience(PROOF_AUDIENCE)
                .subject(challenge.contact().value())
                .claim("otp_id", challenge.id().toString())
                .claim("purpose", challenge.purpose().value())
                .claim("channel", challenge.contact().kind().wireName())
                .claim("token_use", "proof");
        return sign(claims);
    }

    private JWTClaimsSet.Builder claims(Instant now, Duration lifetime) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .jwtID(ids.next().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    private String sign(JWTClaimsSet.Builder claims) {
        KeyRing.Key key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.kid())
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(key.privateKey(), Curve.P_256));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a P-256 key signs ES256", impossible);
        }
        return token.serialize();
    }
}
