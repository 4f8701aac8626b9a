package io.latchkey.adapters.sms.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/** How a provider knows us. Secrets are asked for at each call, so that they can rotate, and are never printed. */
public sealed interface HttpAuthentication {
    /** The headers that prove who calls. */
    Map<String, String> credentials();

    record None() implements HttpAuthentication {
        @Override
        public Map<String, String> credentials() {
            return Map.of();
        }
    }

    /** HTTP Basic (RFC 7617), in UTF-8. */
    record Basic(String user, Supplier<String> password) implements HttpAuthentication {
        public Basic {
            if (user.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("user must not be empty or hold a colon");
            }
        }

        @Override
        public Map<String, String> credentials() {
            byte[] credentials = (user + ':' + password.get()).getBytes(StandardCharsets.UTF_8);
            return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }

        @Override
        public String toString() {
            return "Basic[redacted]";
        }
    }

    /** A bearer token (RFC 6750). */
    record Bearer(Supplier<String> token) implements HttpAuthentication {
        @Override
        public Map<String, String> credentials() {
            return Map.of("Authorization", "Bearer " + token.get());
        }

        @Override
        public String toString() {
            return "Bearer[redacted]";
        }
    }

    /** A key in a header of the provider's choice. */
    record ApiKey(String header, Supplier<String> key) implements HttpAuthentication {
        @Override
        public Map<String, String> credentials() {
            return Map.of(header, key.get());
        }

        @Override
        public String toString() {
            return "ApiKey[header=" + header + "]";
        }
    }
}
