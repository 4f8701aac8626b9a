package io.latchkey.adapters.rest.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.ResponseBody;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal or failure as the caller is told of it (RFC 9457); immutable. The path it happened on is filled in on the way out. */
public final class Problem implements ResponseBody {
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");
    /** Types defined here are relative references below this path. */
    public static final String TYPE_PREFIX = "/problems/";

    private final int status;
    private final String type;
    private final String title;
    private final @Nullable String detail;
    private final @Nullable String instance;
    private final Map<String, Object> members;
    private final Map<String, String> headers;

    private Problem(
            int status,
            String type,
            String title,
            @Nullable String detail,
            @Nullable String instance,
            Map<String, Object> members,
            Map<String, String> headers) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.instance = instance;
        this.members = members;
        this.headers = headers;
    }

    /**
     * @param name stable name of the kind of problem: lower-case letters and hyphens, or a whole URI
     * @param title the same for every problem of this kind
     */
    public static Problem of(int status, String name, String title) {
        String type = name.indexOf(':') > 0 ? name : TYPE_PREFIX + name;
        return new Problem(status, type, title, null, null, Map.of(), Map.of());
    }

    /** The problem with a sentence about this one occurrence; never the refused input. */
    public Problem detail(String sentence) {
        return new Problem(status, type, title, sentence, instance, members, headers);
    }

    /** The problem with one more member of its own. */
    public Problem with(String member, Object value) {
        return new Problem(status, type, title, detail, instance, plus(members, member, value), headers);
    }

    /** The problem with one more header field on its answer. */
    public Problem header(String name, String value) {
        return new Problem(status, type, title, detail, instance, members, plus(headers, name, value));
    }

    Problem at(String path) {
        return instance != null ? this : new Problem(status, type, title, detail, path, members, headers);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** A member of its own, by name. */
    public Optional<Object> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The members at fault; none where the request as a whole is. */
    public List<FieldError> errors() {
        return members.get("errors") instanceof List<?> errors
                ? errors.stream().map(FieldError.class::cast).toList()
                : List.of();
    }

    /** The header fields of its answer. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        headers.forEach(response::header);
        return response.build();
    }

    /** The members in the order they are written. */
    @JsonValue
    public Map<String, Object> toMembers() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.put("title", title);
        all.put("status", status);
        if (detail != null) {
            all.put("detail", detail);
        }
        if (instance != null) {
            all.put("instance", instance);
        }
        members.forEach(all::putIfAbsent);
        return all;
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        Map<String, T> next = new LinkedHashMap<>(map);
        next.put(key, value);
        return next;
    }
}
