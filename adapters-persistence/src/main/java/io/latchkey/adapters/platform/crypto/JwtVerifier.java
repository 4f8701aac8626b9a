package io.latchkey.adapters.platform.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks access tokens with the keys of the own key ring. It remembers tokens that it has checked, by their whole text.
 * A client that calls often costs one check of a signature per token, not per call. The token's end and its key are
 * checked on each call.
 */
public final class JwtVerifier implements AccessTokenVerifier {
    private static final int LONGEST_TOKEN = 4096;
    private static final int CACHED_TOKENS = 10_000;
    private static final Duration CACHED_FOR = Duration.ofMinutes(5);

    private final KeyRing keys;
    private final String issuer;
    private final String audience;
    private final Cache<String, Checked> checked = Caffeine.newBuilder()
            .maximumSize(CACHED_TOKENS)
            .expireAfterWrite(CACHED_FOR)
            .build();

    /**
     * Accepts tokens with these claims.
     *
     * @param issuer required {@code iss}
     * @param audience required {@code aud}
     */
    public JwtVerifier(KeyRing keys, String issuer, String audience) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
    }

    private record Checked(String kid, Verified verified) {}

    @Override
    public Optional<Verified> verify(String token, Instant now) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        @Nullable Checked known = checked.getIfPresent(token);
        if (known == null) {
            known = check(token).orElse(null);
            if (known != null) {
                checked.put(token, known);
            }
        }
        return Optional.ofNullable(known)
                .filter(live -> now.isBefore(live.verified().claims().expiresAt())
                        && keys.find(live.kid(), now).isPresent())
                .map(Checked::verified);
    }

    private Optional<Checked> check(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean isGenuine = isWritten(jwt, token) && TokenKind.ACCESS.heads(jwt.getHeader()) && isSigned(jwt);
            return isGenuine ? claims(jwt.getHeader().getKeyID(), jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException strange) {
            return Optional.empty();
        }
    }

    /**
     * Whether the text is the one way to write this token. The library reads past space, padding and signs that are no Base64, and
     * the last sign of a signature has bits that mean nothing.
     */
    static boolean isWritten(SignedJWT jwt, String token) {
        Base64URL signature = Base64URL.encode(jwt.getSignature().decode());
        Base64URL[] parts = jwt.getParsedParts();
        return token.equals(parts[0] + "." + parts[1] + "." + signature);
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        Optional<KeyRing.Key> key = keys.find(jwt.getHeader().getKeyID());
        return key.isPresent() && jwt.verify(Es256.verifier(key.get().verificationKey()));
    }

    private Optional<Checked> claims(String kid, JWTClaimsSet claims) throws ParseException {
        boolean isAccessToken = TokenKind.ACCESS.names(claims, issuer, audience)
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && claims.getJWTID() != null
                && claims.getSubject() != null
                && claims.getStringClaim("sid") != null;
        return isAccessToken
                ? Optional.of(new Checked(
                        kid,
                        new Verified(
                                new UserId(UUID.fromString(claims.getSubject())),
                                new SessionId(UUID.fromString(claims.getStringClaim("sid"))),
                                new LiveToken.Claims(
                                        issuer,
                                        audience,
                                        claims.getJWTID(),
                                        claims.getIssueTime().toInstant(),
                                        claims.getExpirationTime().toInstant()))))
                : Optional.empty();
    }
}
