package io.latchkey.domain.user;

/**
 * A stored password: a PHC string ({@code $argon2id$v=19$m=…}) that carries its scheme, costs and pepper id. Never
 * printed.
 */
public record PasswordHash(String phc) {
    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
