package io.latchkey.adapters.sms.http;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/**
 * The two numbers of an ECDSA signature. Both must be from 1 to the order of the curve less 1 (FIPS 186-5 §6.4.2). Java 17 before 17.0.3
 * does not look, and takes two zeros for a good signature of everything (CVE-2022-21449), so we look ourselves.
 */
final class EcdsaSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_FORM = 0x80;

    private final byte[] der;
    private int at;

    private EcdsaSignature(byte[] der) {
        this.der = der;
    }

    /** @param der the sequence of both numbers in DER (RFC 3279 §2.2.3); anything else is out of range */
    static boolean isInRange(byte[] der, PublicKey key) {
        if (!(key instanceof ECPublicKey curve)) {
            return false;
        }
        try {
            EcdsaSignature signature = new EcdsaSignature(der);
            int length = signature.head(SEQUENCE);
            if (length != der.length - signature.at) {
                return false;
            }
            BigInteger order = curve.getParams().getOrder();
            BigInteger r = signature.number();
            BigInteger s = signature.number();
            return isInRange(r, order) && isInRange(s, order) && signature.at == der.length;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean isInRange(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    private BigInteger number() {
        int length = head(INTEGER);
        int begin = at;
        at += length;
        return new BigInteger(Arrays.copyOfRange(der, begin, at));
    }

    /** Passes over a tag and the length that follows; answers the length. */
    private int head(int tag) {
        if (next() != tag) {
            throw new IllegalArgumentException("another tag");
        }
        int length = next();
        if (length == (LONG_FORM | 1)) {
            length = next();
        }
        if (length == 0 || length > der.length - at) {
            throw new IllegalArgumentException("a length that cannot be");
        }
        return length;
    }

    private int next() {
        if (at >= der.length) {
            throw new IllegalArgumentException("too short");
        }
        return der[at++] & 0xff;
    }
}
