package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Puts problems that are answered on a path of a face into the words of the face. The filter runs before all other
 * response filters.
 */
@Provider
@Endpoint
@Priority(Priorities.USER + 1000)
public final class FaceAnswerFilter implements ContainerResponseFilter {
    private static final int LONGEST_MEDIA_TYPE = 100;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        FaceRouter.face(request).ifPresent(face -> {
            if (response.getEntity() instanceof Problem problem) {
                replace(response, face.word(about(problem, request), FaceRouter.path(request)));
            }
        });
    }

    /** Adds the method and content type of the request to the problem. Some originals repeat them in a refusal. */
    private static Problem about(Problem problem, ContainerRequestContext request) {
        @Nullable String sent = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        String mediaType = sent == null ? "" : sent;
        return problem.about(new RefusedRequest(
                request.getMethod(), mediaType.substring(0, Math.min(mediaType.length(), LONGEST_MEDIA_TYPE))));
    }

    private static void replace(ContainerResponseContext response, Response worded) {
        response.setStatusInfo(worded.getStatusInfo());
        worded.getHeaders().forEach((name, values) -> response.getHeaders().put(name, new ArrayList<>(values)));
        MediaType type = worded.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : worded.getMediaType();
        response.setEntity(worded.getEntity(), response.getEntityAnnotations(), type);
    }
}
