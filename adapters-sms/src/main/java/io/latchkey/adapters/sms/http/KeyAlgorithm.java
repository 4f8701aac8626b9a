package io.latchkey.adapters.sms.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** A way to sign with a private key and to verify with its public key. */
public enum KeyAlgorithm {
    /** RFC 8032. */
    ED25519("Ed25519", "Ed25519"),
    /** ECDSA on the curve of the key, with SHA-256; the signature is in DER (FIPS 186-5, RFC 3279). */
    ECDSA("EC", "SHA256withECDSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017). */
    RSA("RSA", "SHA256withRSA");

    private static final int ED25519_BYTES = 32;
    /** The bytes before the 32 bytes of an Ed25519 key (RFC 8410). */
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String keys;
    private final String signatures;

    KeyAlgorithm(String keys, String signatures) {
        this.keys = keys;
        this.signatures = signatures;
    }

    /** Name of the platform's generator of keys. */
    public String keys() {
        return keys;
    }

    /** Name of the platform's way to sign. */
    public String signatures() {
        return signatures;
    }

    /** The name in definitions. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a public key in base64, with or without the lines around it in PEM.
     *
     * @throws IllegalArgumentException when it is no base64
     */
    PublicKey read(String text) throws GeneralSecurityException {
        byte[] bytes = Base64.getDecoder()
                .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
        if (this == ED25519 && bytes.length == ED25519_BYTES) {
            byte[] whole = new byte[ED25519_HEAD.length + bytes.length];
            System.arraycopy(ED25519_HEAD, 0, whole, 0, ED25519_HEAD.length);
            System.arraycopy(bytes, 0, whole, ED25519_HEAD.length, bytes.length);
            bytes = whole;
        }
        return KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(bytes));
    }

    /**
     * Whether a signature is good; not when it is malformed.
     *
     * @param signature in base64
     */
    boolean isSigned(PublicKey key, byte[] message, String signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            if (this == ECDSA && !EcdsaSignature.isInRange(bytes, key)) {
                return false;
            }
            Signature check = Signature.getInstance(signatures);
            check.initVerify(key);
            check.update(message);
            return check.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
