package io.latchkey.adapters.sms.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key that signs statements about its owner (JWS, RFC 7515). It is never written out. */
public final class JwtKey {
    /** A PKCS #8 key in PEM (RFC 7468 §10). In environment variables its line ends may be written {@code \n}. */
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private static final int SHORTEST_RSA = 2048;
    private static final Map<Algorithm, String> SAMPLES = new ConcurrentHashMap<>();

    /** The algorithm of the signature (RFC 7518 §3.1). */
    public enum Algorithm {
        /** RSASSA-PKCS1-v1_5 with SHA-256; keys of 2048 bits or more. */
        RS256("RSA") {
            @Override
            JWSSigner signer(PrivateKey key) {
                return new RSASSASigner(key);
            }
        },
        /** ECDSA on P-256 with SHA-256. */
        ES256("EC") {
            @Override
            JWSSigner signer(PrivateKey key) throws JOSEException {
                return new ECDSASigner((ECPrivateKey) key);
            }
        };

        private final String family;

        Algorithm(String family) {
            this.family = family;
        }

        abstract JWSSigner signer(PrivateKey key) throws JOSEException;

        /** A private key in PEM for checks and tests, the same one for as long as the process lives. */
        public String sampleKey() {
            return SAMPLES.computeIfAbsent(this, Algorithm::newKey);
        }

        private String newKey() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
                generator.initialize(this == RS256 ? SHORTEST_RSA : 256);
                byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
                return "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END PRIVATE KEY-----\n";
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(family + " is missing", impossible);
            }
        }
    }

    private final Algorithm algorithm;
    private final JWSSigner signer;

    private JwtKey(Algorithm algorithm, JWSSigner signer) {
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /**
     * Reads a key from its PEM text.
     *
     * @throws IllegalArgumentException when it is none; the text, which may follow the name of a key, holds no part of it
     */
    public static JwtKey parse(Algorithm algorithm, String pem) {
        Matcher text = PEM.matcher(pem.replace("\\n", "\n").strip());
        if (!text.matches()) {
            throw new IllegalArgumentException(
                    "must be a private key in PEM, in the form of PKCS #8 (BEGIN PRIVATE KEY)");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.group(1));
            PrivateKey key = KeyFactory.getInstance(algorithm.family).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new JwtKey(algorithm, algorithm.signer(key));
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException unfit) {
            throw new IllegalArgumentException("must be a private key for " + algorithm, unfit);
        }
    }

    /**
     * Signs a JWT (RFC 7519).
     *
     * @param keyId tells the server which key it is; empty for none
     */
    public String sign(JWTClaimsSet claims, String keyId) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.name())).type(JOSEObjectType.JWT);
        SignedJWT token = new SignedJWT((keyId.isEmpty() ? header : header.keyID(keyId)).build(), claims);
        try {
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException("a token could not be signed", failed);
        }
    }

    /** The claims with these texts. */
    public static JWTClaimsSet.Builder claims(Map<String, String> texts) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        texts.forEach(claims::claim);
        return claims;
    }

    @Override
    public String toString() {
        return "JwtKey[" + algorithm + "]";
    }
}
