package io.latchkey.adapters.rest.token;

import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.json.Utf8;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form that carries a token (RFC 7009 §2.1, RFC 7662 §2.1). Its {@code token_type_hint} is not needed, because the
 * kinds of tokens look different. Other parameters are ignored, as those RFCs say.
 */
final class TokenForm {
    private static final int MOST_BYTES = 16 * 1024;

    private TokenForm() {}

    /**
     * Reads the token.
     *
     * @throws WebApplicationException with status 400 when there is none, or a parameter comes twice
     */
    static String token(InputStream body) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        try {
            for (String pair : Utf8.decode(BoundedInput.read(body, MOST_BYTES)).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = Utf8.unescape(equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : Utf8.unescape(pair.substring(equals + 1), true);
                if (!pair.isEmpty() && parameters.put(name, value) != null) {
                    throw refusal("No parameter may come twice.");
                }
            }
        } catch (CharacterCodingException malformed) {
            throw refusal("The form cannot be read.");
        }
        return Optional.ofNullable(parameters.get("token"))
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> refusal("token is required."));
    }

    private static WebApplicationException refusal(String detail) {
        Problem problem = TokenProblems.of(400, "invalid_request", "The request cannot be accepted");
        return new WebApplicationException(problem.detail(detail).toResponse());
    }
}
