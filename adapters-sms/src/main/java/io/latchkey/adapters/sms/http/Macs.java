package io.latchkey.adapters.sms.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes keyed digests (RFC 2104) and writes them as text. */
public final class Macs {
    private Macs() {}

    /** The hash function of the HMAC. */
    public enum Algorithm {
        SHA1("HmacSHA1"),
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String javaName;

        Algorithm(String javaName) {
            this.javaName = javaName;
        }
    }

    /** How the digest's bytes are written. */
    public enum Encoding {
        BASE64,
        HEX;

        /** The text in the way this class writes it: hexadecimal digits may be shown in capitals. */
        String canonical(String shown) {
            return this == HEX ? shown.toLowerCase(Locale.ROOT) : shown;
        }

        String write(byte[] bytes) {
            return this == HEX
                    ? HexFormat.of().formatHex(bytes)
                    : Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** How a key is written. */
    public enum KeyForm {
        /** The key is the text itself, in UTF-8. */
        TEXT {
            @Override
            byte[] read(String written) {
                return utf8(written);
            }

            @Override
            String write(byte[] key) {
                return new String(key, StandardCharsets.UTF_8);
            }
        },
        /** RFC 4648 §4. */
        BASE64 {
            @Override
            byte[] read(String written) {
                return Base64.getDecoder().decode(written.strip());
            }

            @Override
            String write(byte[] key) {
                return Base64.getEncoder().encodeToString(key);
            }
        },
        HEX {
            @Override
            byte[] read(String written) {
                return HexFormat.of().parseHex(written.strip());
            }

            @Override
            String write(byte[] key) {
                return HexFormat.of().formatHex(key);
            }
        },
        /** The key is the SHA-256 of the text, in UTF-8. */
        SHA256 {
            @Override
            byte[] read(String written) {
                return sha256(utf8(written));
            }

            @Override
            String write(byte[] key) {
                return Base64.getEncoder().encodeToString(key);
            }
        };

        /** @throws IllegalArgumentException when the text is not of this form */
        abstract byte[] read(String written);

        /** A text of this form that stands for these bytes, or for a key made of them. */
        abstract String write(byte[] key);
    }

    /** @throws IllegalArgumentException when the key is empty */
    static byte[] mac(Algorithm algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm.javaName);
            mac.init(new SecretKeySpec(key, algorithm.javaName));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(algorithm.javaName + " is missing", impossible);
        }
    }

    static byte[] sha256(byte[] message) {
        return digest("SHA-256", message);
    }

    /** MD5, as a part of texts that are signed with a key; it proves nothing by itself. */
    static byte[] md5(byte[] message) {
        return digest("MD5", message);
    }

    private static byte[] digest(String algorithm, byte[] message) {
        try {
            return MessageDigest.getInstance(algorithm).digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(algorithm + " is missing", impossible);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Compares in a time that does not depend on where the texts differ. */
    static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }
}
