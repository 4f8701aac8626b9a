package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RestSettings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps answers out of caches, forbids guessing of their content type (OWASP ASVS 5.0, 14.3.2), and words each
 * problem in the caller's language, with the path of the request and the URL of the service.
 */
@Provider
@Endpoint
public final class AnswerFilter implements ContainerResponseFilter {
    @Inject
    private RestSettings settings;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        putIfAbsent(response, HttpHeaders.CACHE_CONTROL, "no-store");
        putIfAbsent(response, "X-Content-Type-Options", "nosniff");
        if (response.getEntity() instanceof Problem problem) {
            ProblemTexts.Translation translated = ProblemTexts.accepted(
                            request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), settings.defaultLocale())
                    .translate(problem);
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, translated.languages());
            // Some servers let what is set here replace what a servlet filter has set, which is Origin.
            response.getHeaders().addAll(HttpHeaders.VARY, "Origin", HttpHeaders.ACCEPT_LANGUAGE);
            Object decision = response.getHeaders().getFirst(Problem.DECISION_HEADER);
            Problem told = decision == null
                    ? translated.problem()
                    : translated.problem().decided(decision.toString());
            response.setEntity(
                    told.at(request.getUriInfo().getRequestUri().getRawPath(), settings.publicUrl()),
                    response.getEntityAnnotations(),
                    Problem.MEDIA_TYPE);
        }
    }

    private static void putIfAbsent(ContainerResponseContext response, String name, String value) {
        if (!response.getHeaders().containsKey(name)) {
            response.getHeaders().putSingle(name, value);
        }
    }
}
