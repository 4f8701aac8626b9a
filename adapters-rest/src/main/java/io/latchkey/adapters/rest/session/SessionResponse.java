package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.session.Session;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A session as its owner sees it. */
@Schema(name = "Session")
record SessionResponse(
        String id,

        @Schema(description = "Whether the request was made with it.")
        boolean current,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant createdAt,

        @Schema(type = SchemaType.STRING, format = "date-time", description = "When its tokens were last refreshed.")
        Instant refreshedAt,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant expiresAt,

        @Schema(example = "[\"pwd\"]", description = "How it was opened (RFC 8176).")
        List<String> methods,

        @Schema(description = "The User-Agent it was opened with.")
        String device,

        @Schema(example = "192.0.2.1") String address)
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
    @Schema(name = "Sessions")
    record Listing(List<SessionResponse> sessions) implements ResponseBody {}
}
