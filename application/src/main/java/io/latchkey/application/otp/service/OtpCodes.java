package io.latchkey.application.otp.service;

import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.SecretKeys.Use;
import io.latchkey.application.shared.service.GenerationBytes;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.shared.ContactKind;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Derives codes and links from challenge, generation, purpose and a secret; none is ever stored (RFC 4226 §5.3, OWASP ASVS 5.0,
 * 6.6.2).
 */
public final class OtpCodes {
    private final SecretKeys secrets;
    private final OtpPolicies policies;

    public OtpCodes(SecretKeys secrets, OtpPolicies policies) {
        this.secrets = secrets;
        this.policies = policies;
    }

    /** Id of the secret new challenges are made with. */
    public String currentSecretId() {
        return secrets.currentId();
    }

    /** Whether codes made with this secret can still be derived; an operator may retire one while codes of it are under way. */
    public boolean isHonoured(String secretId) {
        return secrets.isKnown(secretId);
    }

    /** The form of a code. */
    public CodeFormat formatOf(CodeReference reference, ContactKind kind) {
        return policies.get(reference.purpose(), kind).format();
    }

    /** The code a message carries. */
    public OtpCode derive(CodeReference reference, ContactKind kind) {
        return formatOf(reference, kind).truncate(secrets.mac(reference.secretId(), Use.OTP_CODE, message(reference)));
    }

    /** What the link of a message carries in place of the code: challenge id, generation, and 256 bits nobody can guess. */
    public String linkToken(CodeReference reference) {
        byte[] mac = secrets.mac(reference.secretId(), Use.LINK_TOKEN, message(reference));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(idAndGeneration(reference)) + '.' + base64.encodeToString(mac);
    }

    /** Which challenge a link token claims to belong to; empty when it is no such token. The claim is not checked yet. */
    public Optional<OtpChallengeId> challengeOf(String linkToken) {
        return decode(linkToken, 0)
                .filter(bytes -> bytes.length == GenerationBytes.LENGTH)
                .map(bytes -> new OtpChallengeId(GenerationBytes.id(bytes)));
    }

    /** Whether the token is the one this code was sent with. */
    public boolean linkTokenMatches(CodeReference reference, String linkToken) {
        Optional<byte[]> head = decode(linkToken, 0);
        Optional<byte[]> mac = decode(linkToken, 1);
        return head.isPresent()
                && mac.isPresent()
                && Arrays.equals(head.get(), idAndGeneration(reference))
                && secrets.verify(reference.secretId(), Use.LINK_TOKEN, message(reference), mac.get());
    }

    private static Optional<byte[]> decode(String token, int part) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 2 || token.length() > 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(parts[part]));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] message(CodeReference reference) {
        byte[] head = idAndGeneration(reference);
        String purpose = reference.purpose().value();
        byte[] message = Arrays.copyOf(head, head.length + purpose.length());
        for (int i = 0; i < purpose.length(); i++) {
            message[head.length + i] = (byte) purpose.charAt(i);
        }
        return message;
    }

    private static byte[] idAndGeneration(CodeReference reference) {
        return GenerationBytes.of(reference.challengeId().value(), reference.generation());
    }
}
