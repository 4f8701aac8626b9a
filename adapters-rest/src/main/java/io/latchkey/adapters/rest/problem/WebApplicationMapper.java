package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Set;

/**
 * Adds a body to a refusal of the JAX-RS runtime (unknown route, wrong method, wrong content type), and keeps its
 * header fields.
 */
@Provider
@Endpoint
public final class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {
    private static final Set<String> BODY_HEADERS = Set.of(
            HttpHeaders.CONTENT_TYPE.toLowerCase(Locale.ROOT),
            HttpHeaders.CONTENT_LENGTH.toLowerCase(Locale.ROOT),
            HttpHeaders.CONTENT_ENCODING.toLowerCase(Locale.ROOT));

    @Override
    public Response toResponse(WebApplicationException refused) {
        Response original = refused.getResponse();
        int status = original.getStatus();
        if (status < 400 || original.getEntity() instanceof Problem) {
            return original;
        }
        if (status >= 500) {
            return UnexpectedFailureMapper.report(status, refused);
        }
        Response.ResponseBuilder answer =
                Response.fromResponse(forStatus(status).toResponse());
        original.getHeaders().forEach((name, values) -> {
            if (!BODY_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    /**
     * Returns a problem that is named after the reason phrase of the status. Statuses that nothing more can be said
     * about have the type {@code about:blank} (RFC 9457 §4.2.1).
     */
    public static Problem forStatus(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String phrase = known == null ? "Request refused" : known.getReasonPhrase();
        String name = phrase.toLowerCase(Locale.ROOT).replace(' ', '-');
        return Problem.of(status, ProblemTexts.names().contains(name) ? name : "about:blank", phrase);
    }
}
