package io.latchkey.adapters.rest.auth;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

/** Header fields with API credentials. */
public final class CredentialFuzz {
    private CredentialFuzz() {}

    /** What was read is written and read again, and never shown. */
    public static void read(byte[] input) {
        ApiCredentialHeader.parse(text(input)).ifPresent(read -> {
            require(
                    ApiCredentialHeader.parse("token " + read.key() + ':' + read.secret())
                            .filter(read::equals)
                            .isPresent(),
                    "another credential");
            require(read.toString().equals("ApiCredentialHeader[redacted]"), "it is shown");
        });
    }
}
