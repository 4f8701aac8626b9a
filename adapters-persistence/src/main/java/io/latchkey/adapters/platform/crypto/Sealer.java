package io.latchkey.adapters.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts values that the database keeps but must not be able to read. It uses AES-256-GCM under a key that is derived
 * from the operator's secret.
 */
final class Sealer {
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final MasterSecrets secrets;
    private final SecureRandom random = new SecureRandom();

    Sealer(MasterSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Encrypts a value.
     *
     * @param context opening needs the same context
     */
    String seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, secrets.deriveCurrentKey("seal"), nonce, plain, context);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return secrets.currentId() + '.' + base64.encodeToString(nonce) + '.' + base64.encodeToString(sealed);
    }

    /** Decrypts a value. Empty when the secret that encrypted it is no longer known. */
    Optional<byte[]> open(String sealed, String context) {
        String[] parts = sealed.split("\\.", -1);
        Base64.Decoder base64 = Base64.getUrlDecoder();
        return secrets.deriveKey(parts[0], "seal")
                .map(key -> run(Cipher.DECRYPT_MODE, key, base64.decode(parts[1]), base64.decode(parts[2]), context));
    }

    /** The value sealed with the current secret; empty when it is, or when the secret that encrypted it is no longer known. */
    Optional<String> renewed(String sealed, String context) {
        return sealed.startsWith(secrets.currentId() + '.')
                ? Optional.empty()
                : open(sealed, context).map(plain -> seal(plain, context));
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a sealed value does not open", broken);
        }
    }
}
