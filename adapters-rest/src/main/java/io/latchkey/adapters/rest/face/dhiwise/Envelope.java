package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.face.FaceBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds answers of this face: their common shape, and the answers that several routes share. */
final class Envelope {
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset(StandardCharsets.UTF_8.name());
    private static final String EXECUTED = "Your request is successfully executed";

    private Envelope() {}

    /** @param data null for an empty object */
    static Response of(int httpStatus, String status, String message, @Nullable Object data) {
        return Response.status(httpStatus)
                .type(JSON)
                .entity(FaceBody.of("status", status, "message", message, "data", data == null ? FaceBody.of() : data))
                .build();
    }

    static Response executed(Object data) {
        return success(EXECUTED, data);
    }

    static Response success(String message, @Nullable Object data) {
        return of(200, "SUCCESS", message, data);
    }

    /** Returns the answer to a request that was understood but cannot be done. */
    static Response failure(String message) {
        return of(200, "FAILURE", message, null);
    }

    static Response recordNotFound() {
        return of(200, "RECORD_NOT_FOUND", "Record not found with specified criteria.", null);
    }

    static Response badRequest(String message) {
        return of(400, "BAD_REQUEST", message, null);
    }

    static Response badSyntax() {
        return badRequest("The request cannot be fulfilled due to bad syntax.");
    }

    static Response insufficient() {
        return badRequest("Insufficient parameters.");
    }

    static Response invalid(String message) {
        return of(422, "VALIDATION_ERROR", message, null);
    }

    static Response unauthorized() {
        return of(401, "UNAUTHORIZED", "You are not authorized to access the request.", null);
    }

    /** Adds the header field {@code Retry-After} to an answer. */
    static Response after(Response answer, long seconds) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .build();
    }
}
