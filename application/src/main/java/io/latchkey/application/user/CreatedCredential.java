package io.latchkey.application.user;

import io.latchkey.domain.user.ApiCredential;

/**
 * A new API credential with its secret.
 *
 * @param secret shown only here and stored nowhere
 */
public record CreatedCredential(ApiCredential credential, String secret) {
    @Override
    public String toString() {
        return "CreatedCredential[" + credential + "]";
    }
}
