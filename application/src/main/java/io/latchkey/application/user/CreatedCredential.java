package io.latchkey.application.user;

import io.latchkey.domain.user.ApiCredential;

/**
 * An API credential with its secret.
 *
 * @param secret shown this once and kept nowhere
 */
public record CreatedCredential(ApiCredential credential, String secret) {
    @Override
    public String toString() {
        return "CreatedCredential[" + credential + "]";
    }
}
