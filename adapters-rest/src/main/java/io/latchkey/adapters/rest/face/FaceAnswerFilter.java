package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;

/** Puts the problems that are answered on a face's path into the face's words, before anything else looks at them. */
@Provider
@Priority(Priorities.USER + 1000)
public final class FaceAnswerFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        FaceRouter.face(request).ifPresent(face -> {
            if (response.getEntity() instanceof Problem problem) {
                replace(response, face.word(problem, FaceRouter.path(request)));
            }
        });
    }

    private static void replace(ContainerResponseContext response, Response worded) {
        response.setStatusInfo(worded.getStatusInfo());
        worded.getHeaders().forEach((name, values) -> response.getHeaders().put(name, new ArrayList<>(values)));
        MediaType type = worded.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : worded.getMediaType();
        response.setEntity(worded.getEntity(), response.getEntityAnnotations(), type);
    }
}
