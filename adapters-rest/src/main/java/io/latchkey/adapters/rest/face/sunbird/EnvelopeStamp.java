package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.WallClock;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates every envelope and names the request it answers; comes after refusals were put into envelopes. */
@Provider
@Endpoint
@Priority(Priorities.USER)
public final class EnvelopeStamp implements ContainerResponseFilter {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{1,200}");

    @Inject
    private WallClock clock;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Envelope envelope) {
            response.setEntity(
                    envelope.stamp(msgid(request.getHeaderString(REQUEST_ID)), clock.now()),
                    response.getEntityAnnotations(),
                    response.getMediaType());
        }
    }

    private static String msgid(@Nullable String requestId) {
        return requestId != null && PLAIN.matcher(requestId).matches()
                ? requestId
                : UUID.randomUUID().toString();
    }
}
