package io.latchkey.domain.user;

/**
 * A stored password. It is a PHC string ({@code $argon2id$v=19$m=…}) with its scheme, costs and pepper id. It is never
 * printed.
 */
public record PasswordHash(String phc) {
    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
