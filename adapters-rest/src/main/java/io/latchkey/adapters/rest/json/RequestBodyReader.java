package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;

/** Reads request records. It has precedence over the server's own JSON binding, which accepts more. */
@Provider
@Endpoint
@Consumes({MediaType.APPLICATION_JSON, RequestBodyReader.MERGE_PATCH, MediaType.WILDCARD})
@Priority(1)
public final class RequestBodyReader implements MessageBodyReader<RequestBody> {
    /** Content type of a merge patch (RFC 7396). */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return RequestBody.class.isAssignableFrom(type);
    }

    @Override
    public RequestBody readFrom(
            Class<RequestBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream input)
            throws IOException {
        return read(type, mediaType, BoundedInput.read(input, BoundedInput.MOST_JSON_BYTES));
    }

    /**
     * Reads a record from the bytes of a body.
     *
     * @throws NotSupportedException when the content type is not JSON
     * @throws io.latchkey.adapters.rest.problem.InvalidRequestException naming every member that is refused
     */
    public static <T extends RequestBody> T read(Class<T> type, MediaType mediaType, byte[] body) {
        if (body.length > 0 && !isJson(mediaType)) {
            throw new NotSupportedException();
        }
        return type.cast(RequestBinder.bind(type, Json.parseObject(body)));
    }

    private static boolean isJson(MediaType mediaType) {
        String subtype = mediaType.getSubtype().toLowerCase(Locale.ROOT);
        return mediaType.getType().equalsIgnoreCase("application")
                && (subtype.equals("json") || subtype.equals("merge-patch+json"));
    }
}
