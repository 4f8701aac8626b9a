package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AuditEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Chains by SHA-256 and signs by Ed25519 (RFC 8032). The store keeps the keys encrypted with the operator's secret, so that whoever can
 * write the store alone cannot sign.
 */
public final class Ed25519AuditSeals implements AuditSeals {
    private static final String ALGORITHM = "Ed25519";
    private static final String NAME = "audit";

    private final SealedKeyRepository keys;
    private final UnitOfWork unitOfWork;
    private final MasterSecrets secrets;
    private volatile @Nullable KeyPair pair;

    /** Nothing is read before the first signature, or before {@link #prepare}. */
    public Ed25519AuditSeals(SealedKeyRepository keys, UnitOfWork unitOfWork, MasterSecrets secrets) {
        this.keys = keys;
        this.unitOfWork = unitOfWork;
        this.secrets = secrets;
    }

    /**
     * Reads the keys; without any, the store gets its first.
     *
     * @throws IllegalStateException when none of the secrets opens them
     */
    public void prepare() {
        KeyPair unused = pair();
    }

    @Override
    public String hash(String before, AuditEntry entry) {
        MessageDigest digest = sha256();
        add(digest, before);
        add(digest, Long.toString(entry.number()));
        add(digest, Long.toString(entry.at().toEpochMilli()));
        add(digest, entry.event());
        add(digest, entry.actor());
        add(digest, entry.person());
        entry.details().forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length of each part goes before it, so that no two entries have the same bytes. */
    private static void add(MessageDigest digest, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String sign(String statement) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair().getPrivate());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    @Override
    public boolean isGenuine(String statement, String signature) {
        try {
            Signature checked = Signature.getInstance(ALGORITHM);
            checked.initVerify(pair().getPublic());
            checked.update(statement.getBytes(StandardCharsets.UTF_8));
            return checked.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private KeyPair pair() {
        KeyPair known = pair;
        if (known == null) {
            known = read(
                    new StoredKey(NAME, "the audit store", secrets).in(keys, unitOfWork, Ed25519AuditSeals::generated));
            pair = known;
        }
        return known;
    }

    private static byte[] generated() {
        try {
            KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] secret = made.getPrivate().getEncoded();
            byte[] open = made.getPublic().getEncoded();
            return ByteBuffer.allocate(1 + secret.length + open.length)
                    .put((byte) secret.length)
                    .put(secret)
                    .put(open)
                    .array();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    private static KeyPair read(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        byte[] secret = new byte[buffer.get()];
        buffer.get(secret);
        byte[] open = new byte[buffer.remaining()];
        buffer.get(open);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(open));
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
            return new KeyPair(publicKey, privateKey);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the key of the audit store is damaged", broken);
        }
    }
}
