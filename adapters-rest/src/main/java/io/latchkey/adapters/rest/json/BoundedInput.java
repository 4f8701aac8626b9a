package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body up to a limit. */
public final class BoundedInput {
    /** Longest JSON body, in bytes. */
    public static final int MOST_JSON_BYTES = 64 * 1024;
    /** Longest list of delivery receipts, in bytes. */
    public static final int MOST_RECEIPT_BYTES = 256 * 1024;
    /** Longest picture, in bytes. */
    public static final int MOST_IMAGE_BYTES = 5 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(BoundedInput.class.getName());

    private BoundedInput() {}

    /**
     * Reads a body.
     *
     * @throws WebApplicationException with status 413 when the body has more bytes than {@code mostBytes}; with status 408 when the
     *     client went away or took too long to send it
     */
    public static byte[] read(InputStream body, int mostBytes) {
        byte[] content = readBytes(body, mostBytes + 1);
        if (content.length > mostBytes) {
            throw new WebApplicationException(Problem.of(413, "body-too-large", "The body is too large")
                    .detail("At most " + mostBytes / 1024 + " KiB are taken.")
                    .with("maxBytes", mostBytes)
                    .header("Connection", "close")
                    .toResponse());
        }
        return content;
    }

    private static byte[] readBytes(InputStream body, int mostBytes) {
        try {
            return body.readNBytes(mostBytes);
        } catch (IOException goneOrSlow) {
            LOG.log(System.Logger.Level.DEBUG, "a client did not send its whole body");
            throw new WebApplicationException(Problem.of(408, "body-incomplete", "The body did not come in time")
                    .detail("Send the whole body at once.")
                    .header("Connection", "close")
                    .toResponse());
        }
    }
}
