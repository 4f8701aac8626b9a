package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.session.Session;
import java.time.Instant;
import java.util.List;

/** A session of somebody. */
public record AdminSessionResponse(
        String id,
        String app,
        String device,
        String address,
        List<String> methods,
        Instant createdAt,
        Instant refreshedAt,
        Instant expiresAt) {
    public static AdminSessionResponse from(Session session) {
        return new AdminSessionResponse(
                session.id().toString(),
                session.app(),
                session.device(),
                session.address(),
                session.methods(),
                session.createdAt(),
                session.rotatedAt(),
                session.expiresAt());
    }

    /** Those that are not over, newest first. */
    record Listing(List<AdminSessionResponse> sessions) implements ResponseBody {}

    static Listing list(List<Session> sessions) {
        return new Listing(sessions.stream().map(AdminSessionResponse::from).toList());
    }
}
