package io.latchkey.application.session.service;

import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.SecretKeys.Use;
import io.latchkey.application.shared.service.GenerationBytes;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Derives refresh tokens in the form {@code lkr.<key id>.<session id and generation>.<mac>}. They are not stored. A
 * generation's token is always the same, so a repeated refresh answers the same successor.
 */
final class RefreshTokens {
    private static final Pattern SHAPE =
            Pattern.compile("lkr\\.([A-Za-z0-9-]{1,16})\\.([A-Za-z0-9_-]{27})\\.([A-Za-z0-9_-]{43})");

    private final SecretKeys secrets;

    RefreshTokens(SecretKeys secrets) {
        this.secrets = secrets;
    }

    /** The contents of a token with a right MAC. */
    record Presented(SessionId sessionId, int generation) {}

    String derive(Session session) {
        String keyId = secrets.currentId();
        byte[] subject = GenerationBytes.of(session.id().value(), session.generation());
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "lkr." + keyId + '.' + base64.encodeToString(subject) + '.'
                + base64.encodeToString(secrets.mac(keyId, Use.REFRESH_TOKEN, subject));
    }

    /** Reads a token without a look-up; empty when the token is not ours. */
    Optional<Presented> open(String token) {
        Matcher matcher = SHAPE.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        byte[] subject;
        byte[] mac;
        try {
            subject = Base64.getUrlDecoder().decode(matcher.group(2));
            mac = Base64.getUrlDecoder().decode(matcher.group(3));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return subject.length == GenerationBytes.LENGTH
                        && secrets.verify(matcher.group(1), Use.REFRESH_TOKEN, subject, mac)
                ? Optional.of(
                        new Presented(new SessionId(GenerationBytes.id(subject)), GenerationBytes.generation(subject)))
                : Optional.empty();
    }
}
