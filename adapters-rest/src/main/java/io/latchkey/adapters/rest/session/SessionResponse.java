package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.session.Session;
import java.time.Instant;
import java.util.List;

/** A session as its owner sees it. */
record SessionResponse(
        String id,
        boolean current,
        Instant createdAt,
        Instant refreshedAt,
        Instant expiresAt,
        List<String> methods,
        String device,
        String address)
        implements ResponseBody {
    static SessionResponse from(Session session, boolean isCurrent) {
        return new SessionResponse(
                session.id().toString(),
                isCurrent,
                session.createdAt(),
                session.rotatedAt(),
                session.expiresAt(),
                session.methods(),
                session.device(),
                session.address());
    }

    /** All live sessions, newest first. */
    record Listing(List<SessionResponse> sessions) implements ResponseBody {}
}
