package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.json.BoundedInput;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input of faces in the forms that the {@link FaceForms} of the parameter names. Without that annotation it
 * reads JSON only.
 */
@Provider
@Endpoint
@Consumes(MediaType.WILDCARD)
@Priority(1)
public final class FaceInputReader implements MessageBodyReader<FaceInput> {
    /** Longest multipart body, in bytes: the longest picture, with room for fields and headers beside it. */
    private static final int MOST_MULTIPART_BYTES = BoundedInput.MOST_IMAGE_BYTES + BoundedInput.MOST_JSON_BYTES;

    @Context
    @SuppressWarnings("NullAway.Init")
    private UriInfo uri;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == FaceInput.class;
    }

    @Override
    public FaceInput readFrom(
            Class<FaceInput> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream input)
            throws IOException {
        Set<Form> forms = forms(annotations);
        boolean isMultipart = isA(mediaType, MediaType.MULTIPART_FORM_DATA_TYPE) && forms.contains(Form.MULTIPART);
        byte[] body = BoundedInput.read(input, isMultipart ? MOST_MULTIPART_BYTES : BoundedInput.MOST_JSON_BYTES);
        Map<String, FaceInput.Value> query = forms.contains(Form.QUERY) ? query() : Map.of();
        Map<String, FaceInput.Value> sent = body.length > 0 ? body(body, forms, mediaType, headers) : Map.of();
        Map<String, FaceInput.Value> values = new LinkedHashMap<>(query);
        values.putAll(sent);
        Set<String> addressed = new HashSet<>(query.keySet());
        addressed.removeAll(sent.keySet());
        return new FaceInput(values, body.length == 0, addressed);
    }

    private Map<String, FaceInput.Value> query() {
        @Nullable String query = uri.getRequestUri().getRawQuery();
        return FormParser.query(query == null ? "" : query);
    }

    private static Map<String, FaceInput.Value> body(
            byte[] body, Set<Form> forms, MediaType mediaType, MultivaluedMap<String, String> headers) {
        boolean hasType = headers.getFirst(HttpHeaders.CONTENT_TYPE) != null;
        if (forms.contains(Form.MULTIPART) && isA(mediaType, MediaType.MULTIPART_FORM_DATA_TYPE)) {
            return FormParser.multipart(body, mediaType);
        }
        if (forms.contains(Form.URLENCODED) && isA(mediaType, MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            return FormParser.urlencoded(body);
        }
        if (forms.contains(Form.JSON) && (isA(mediaType, MediaType.APPLICATION_JSON_TYPE) || !hasType)) {
            return JsonInputParser.parse(body);
        }
        throw new NotSupportedException();
    }

    private static boolean isA(MediaType given, MediaType wanted) {
        return given.getType().equalsIgnoreCase(wanted.getType())
                && given.getSubtype().equalsIgnoreCase(wanted.getSubtype());
    }

    private static Set<Form> forms(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(FaceForms.class::isInstance)
                .map(FaceForms.class::cast)
                .findFirst()
                .map(taken -> Set.of(taken.value()))
                .orElse(EnumSet.of(Form.JSON));
    }
}
