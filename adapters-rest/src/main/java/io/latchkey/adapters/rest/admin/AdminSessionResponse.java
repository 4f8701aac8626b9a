package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.Page;
import io.latchkey.domain.session.Session;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * A page of those that are not over, newest first.
     *
     * @param next cursor of the next page; null at the end
     */
    record Listing(
            List<AdminSessionResponse> sessions, @Nullable String next) implements ResponseBody {}

    static Listing list(Page<Session> page) {
        return new Listing(
                page.items().stream().map(AdminSessionResponse::from).toList(),
                page.next().map(Cursor::write).orElse(null));
    }
}
