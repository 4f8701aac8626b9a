package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.shared.port.DeviceTokens;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Signs and reads device tokens, with a key that is derived from the operator's secret. A previous secret still vouches for its own. */
public final class JwtDeviceTokens implements DeviceTokens {
    /** Audience of device tokens: Latchkey itself. */
    public static final String AUDIENCE = "latchkey:device";

    /** Life of a token. Each sign-in gives a new one. */
    public static final Duration LIFETIME = Duration.ofDays(180);

    private static final String USE = "device tokens";

    private final MasterSecrets secrets;
    private final String issuer;
    private final Clock clock;

    /** @param issuer {@code iss} of access tokens, which that of device tokens is made from */
    public JwtDeviceTokens(MasterSecrets secrets, String issuer, Clock clock) {
        this.secrets = secrets;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public String issue(KnownDevice device) {
        JWTClaimsSet claims = TokenKind.DEVICE
                .claims(issuer, AUDIENCE)
                .subject(device.account().toString())
                .claim("device", device.id().toString())
                .issueTime(Date.from(device.since()))
                .expirationTime(Date.from(device.since().plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(TokenKind.DEVICE.header(secrets.currentId()), claims);
        try {
            token.sign(new MACSigner(secrets.deriveCurrentKey(USE)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key of 32 bytes signs HS256", impossible);
        }
        return token.serialize();
    }

    @Override
    public Optional<KnownDevice> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean isGenuine =
                    JwtVerifier.isWritten(jwt, token) && TokenKind.DEVICE.heads(jwt.getHeader()) && isSigned(jwt);
            return isGenuine ? device(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException strange) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        String secretId = jwt.getHeader().getKeyID();
        Optional<byte[]> key = secretId == null ? Optional.empty() : secrets.deriveKey(secretId, USE);
        return key.isPresent() && jwt.verify(new MACVerifier(key.get()));
    }

    private Optional<KnownDevice> device(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        boolean isLive = TokenKind.DEVICE.names(claims, issuer, AUDIENCE)
                && claims.getSubject() != null
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant());
        return isLive
                ? Optional.of(new KnownDevice(
                        UUID.fromString(claims.getSubject()),
                        UUID.fromString(claims.getStringClaim("device")),
                        claims.getIssueTime().toInstant()))
                : Optional.empty();
    }
}
