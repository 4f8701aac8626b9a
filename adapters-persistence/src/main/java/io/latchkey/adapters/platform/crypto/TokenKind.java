package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/**
 * Everything that is signed as a JWT. One key set vouches for most kinds, so each has an issuer, a type and a use of its own, and
 * none passes for another (RFC 8725 §3.8 to 3.12). The issuer is what every verifier checks by default. A new kind takes another
 * issuer than {@link #ACCESS}, whose tokens open doors elsewhere.
 */
enum TokenKind {
    /** The only kind that bears somebody's rights. MicroProfile JWT of servers in use refuses {@code at+jwt}, so it stays at JWT. */
    ACCESS("", "JWT", "access", false),
    /** Says that a code was verified. */
    PROOF("/proofs", "latchkey-proof+jwt", "proof", false),
    /**
     * Says that somebody signed in on a device. Nobody but Latchkey reads it. It outlives the keys of the key ring, so a key that is
     * derived from the operator's secret signs it.
     */
    DEVICE("/devices", "latchkey-device+jwt", "device", true);

    private final String issuerSuffix;
    private final String type;
    private final String use;
    private final boolean isSymmetric;

    TokenKind(String issuerSuffix, String type, String use, boolean isSymmetric) {
        this.issuerSuffix = issuerSuffix;
        this.type = type;
        this.use = use;
        this.isSymmetric = isSymmetric;
    }

    private JWSAlgorithm algorithm() {
        return isSymmetric ? JWSAlgorithm.HS256 : JWSAlgorithm.ES256;
    }

    /** @param issuer of access tokens */
    String issuer(String issuer) {
        if (issuerSuffix.isEmpty()) {
            return issuer;
        }
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return base + issuerSuffix;
    }

    /** The header of a new token. */
    JWSHeader header(String kid) {
        return new JWSHeader.Builder(algorithm())
                .type(new JOSEObjectType(type))
                .keyID(kid)
                .build();
    }

    /**
     * Starts the claims of a new token.
     *
     * @param issuer of access tokens
     */
    JWTClaimsSet.Builder claims(String issuer, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer(issuer))
                .audience(audience)
                .claim("token_use", use);
    }

    /** Whether a token with this header may be of this kind: its one algorithm, this type, a key by name, nothing critical. */
    boolean heads(Header header) {
        Set<String> critical = header.getCriticalParams();
        return algorithm().equals(header.getAlgorithm())
                && new JOSEObjectType(type).equals(header.getType())
                && (critical == null || critical.isEmpty());
    }

    /**
     * Whether claims are of this kind.
     *
     * @param issuer of access tokens
     * @throws ParseException when {@code token_use} is no text
     */
    boolean names(JWTClaimsSet claims, String issuer, String audience) throws ParseException {
        return issuer(issuer).equals(claims.getIssuer())
                && List.of(audience).equals(claims.getAudience())
                && use.equals(claims.getStringClaim("token_use"));
    }
}
