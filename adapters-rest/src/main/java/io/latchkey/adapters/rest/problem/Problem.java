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

    private final Kind kind;
    private final @Nullable String detail;
    private final @Nullable String instance;
    private final Map<String, Object> members;
    private final Map<String, String> headers;
    private final Map<Class<?>, ProblemFact> facts;

    private Problem(
            Kind kind,
            @Nullable String detail,
            @Nullable String instance,
            Map<String, Object> members,
            Map<String, String> headers,
            Map<Class<?>, ProblemFact> facts) {
        this.kind = kind;
        this.detail = detail;
        this.instance = instance;
        this.members = members;
        this.headers = headers;
        this.facts = facts;
    }

    /** What all problems of one name have in common. */
    private record Kind(int status, String type, String title) {}

    /**
     * @param name stable name of the kind of problem: lower-case letters and hyphens, or a whole URI
     * @param title the same for every problem of this kind
     */
    public static Problem of(int status, String name, String title) {
        String type = name.indexOf(':') > 0 ? name : TYPE_PREFIX + name;
        return new Problem(new Kind(status, type, title), null, null, Map.of(), Map.of(), Map.of());
    }

    /** The problem with a sentence about this one occurrence; never the refused input. */
    public Problem detail(String sentence) {
        return new Problem(kind, sentence, instance, members, headers, facts);
    }

    /** The problem with one more member of its own. */
    public Problem with(String member, Object value) {
        return new Problem(kind, detail, instance, plus(members, member, value), headers, facts);
    }

    /** The problem with one more header field on its answer. */
    public Problem header(String name, String value) {
        return new Problem(kind, detail, instance, members, plus(headers, name, value), facts);
    }

    /** The problem with one more fact, which is not written; an older one of the same class goes. */
    public Problem about(ProblemFact fact) {
        return new Problem(kind, detail, instance, members, headers, plus(facts, fact.getClass(), fact));
    }

    Problem at(String path) {
        return instance != null ? this : new Problem(kind, detail, path, members, headers, facts);
    }

    public int status() {
        return kind.status();
    }

    public String type() {
        return kind.type();
    }

    public String title() {
        return kind.title();
    }

    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** What the problem is about, by the class of the fact. */
    public <F extends ProblemFact> Optional<F> fact(Class<F> kindOfFact) {
        return Optional.ofNullable(facts.get(kindOfFact)).map(kindOfFact::cast);
    }

    /** The members at fault; none where the request as a whole is. */
    public List<FieldError> errors() {
        return fact(ProblemFact.FaultyFields.class)
                .map(ProblemFact.FaultyFields::errors)
                .orElse(List.of());
    }

    /** The header fields of its answer. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(kind.status()).type(MEDIA_TYPE).entity(this);
        headers.forEach(response::header);
        return response.build();
    }

    /** The members in the order they are written. */
    @JsonValue
    public Map<String, Object> toMembers() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", kind.type());
        all.put("title", kind.title());
        all.put("status", kind.status());
        if (detail != null) {
            all.put("detail", detail);
        }
        if (instance != null) {
            all.put("instance", instance);
        }
        members.forEach(all::putIfAbsent);
        return all;
    }

    private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
        Map<K, V> next = new LinkedHashMap<>(map);
        next.put(key, value);
        return next;
    }
}
