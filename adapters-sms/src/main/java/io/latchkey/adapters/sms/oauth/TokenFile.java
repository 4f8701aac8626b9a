package io.latchkey.adapters.sms.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads a token that another process renews.
 *
 * @param file holds the token, optionally surrounded by white space; read on every call
 */
public record TokenFile(Path file) implements AccessTokens {
    private static final int LONGEST = 16 * 1024;

    @Override
    public String token(Duration timeout) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new NoTokenException("no access token: file too long");
            }
            return BearerToken.check(new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException unreadable) {
            throw new NoTokenException("no access token: file cannot be read");
        }
    }

    /** Does nothing, because only the other process can replace the token. */
    @Override
    public void forget(String refused) {}
}
