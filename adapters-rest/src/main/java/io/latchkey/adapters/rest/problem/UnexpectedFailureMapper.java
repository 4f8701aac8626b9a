package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.application.shared.OutOfMemory;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/**
 * Answers an unexpected failure with an id only. The log gets the id, the classes of the exceptions and the places
 * where they arose. Their messages are left out, because drivers and parsers quote input in them.
 */
@Provider
@Endpoint
public final class UnexpectedFailureMapper implements ExceptionMapper<Throwable> {
    private static final System.Logger LOG = System.getLogger(UnexpectedFailureMapper.class.getName());
    private static final int DEEPEST_CAUSE = 8;
    private static final int FRAMES_PER_CAUSE = 25;

    @Override
    public Response toResponse(Throwable failure) {
        return report(500, failure);
    }

    static Response report(int status, Throwable failure) {
        OutOfMemory.report(failure);
        String id = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, () -> "request failed, id " + id + describe(failure));
        return Problem.of(status, "unexpected-failure", "Something went wrong on our side")
                .detail("The operator finds more about it in the log under this id.")
                .with("id", id)
                .about(new ProblemFact.FailureId(id))
                .toResponse();
    }

    /** Returns the classes and stack frames of a failure and its causes, without any message. */
    static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(depth == 0 ? ": " : "\nCaused by: ")
                    .append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES_PER_CAUSE); i++) {
                text.append("\n\tat ").append(frames[i]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }
}
