package io.latchkey.adapters.rest.token;

import static io.latchkey.domain.fuzz.Fuzzing.require;

import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Forms that carry a token. */
public final class TokenFormFuzz {
    private TokenFormFuzz() {}

    /** A form has one token, or is refused as a fault of the client's. */
    public static void read(byte[] input) throws IOException {
        try {
            require(!TokenForm.token(new ByteArrayInputStream(input)).isEmpty(), "an empty token");
        } catch (WebApplicationException refused) {
            require(refused.getResponse().getStatus() / 100 == 4, "refused as a fault of ours");
        }
    }
}
