package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the version that a change is meant for (RFC 9110 §13.1.1). */
final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\\s*\"([0-9]{1,9})\"\\s*");

    private IfMatch() {}

    /**
     * The version of the header field {@code If-Match}; empty for {@code *}, which any version is.
     *
     * @throws WebApplicationException with 428 when the field is missing (RFC 6585 §3)
     * @throws InvalidRequestException when it is no tag that an account has
     */
    static OptionalInt version(HttpHeaders headers) {
        @Nullable String field = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (field == null) {
            throw new WebApplicationException(Problem.of(428, "version-needed", "The version that was read is needed")
                    .toResponse());
        }
        return version(field);
    }

    static OptionalInt version(String field) {
        if (field.strip().equals("*")) {
            return OptionalInt.empty();
        }
        Matcher tag = TAG.matcher(field);
        if (!tag.matches()) {
            throw new InvalidRequestException(
                    List.of(new FieldError("If-Match", "must be the ETag of the account as it was read")));
        }
        return OptionalInt.of(Integer.parseInt(tag.group(1)));
    }
}
