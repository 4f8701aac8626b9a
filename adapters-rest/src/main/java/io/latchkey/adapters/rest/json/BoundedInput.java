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

    private BoundedInput() {}

    /** @throws WebApplicationException with status 413 when the body has more bytes than {@code mostBytes} */
    public static byte[] read(InputStream body, int mostBytes) throws IOException {
        byte[] content = body.readNBytes(mostBytes + 1);
        if (content.length > mostBytes) {
            throw new WebApplicationException(Problem.of(413, "body-too-large", "The body is too large")
                    .detail("At most " + mostBytes / 1024 + " KiB are taken.")
                    .with("maxBytes", mostBytes)
                    .header("Connection", "close")
                    .toResponse());
        }
        return content;
    }
}
