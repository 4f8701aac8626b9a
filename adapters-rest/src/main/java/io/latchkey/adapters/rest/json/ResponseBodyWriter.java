package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.ResponseBody;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes response records and problems. It has precedence over the server's own JSON binding. */
@Provider
@Endpoint
@Produces({MediaType.APPLICATION_JSON, "application/problem+json", MediaType.WILDCARD})
@Priority(1)
public final class ResponseBodyWriter implements MessageBodyWriter<ResponseBody> {
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return ResponseBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            ResponseBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream output)
            throws IOException {
        output.write(Json.write(body));
    }
}
