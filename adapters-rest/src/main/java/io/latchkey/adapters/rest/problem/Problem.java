package io.latchkey.adapters.rest.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.ResponseBody;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure as the caller sees it (RFC 9457). Immutable. {@link AnswerFilter} adds the path of the request and
 * the URL of the service.
 */
public final class Problem implements ResponseBody {
    /** The media type as a header has it. */
    public static final String CONTENT_TYPE = "application/problem+json";

    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");
    /** Prefix of the problem types that are defined here. It follows the URL of the service when a problem is written. */
    public static final String TYPE_PREFIX = "/problems/";

    /** Field of the answer, and member of the body, with the id of the decision behind a refusal. */
    public static final String DECISION_HEADER = "Latchkey-Decision";

    private static final String POLICIES = "violated-policies";

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

    /** Parts that all problems of one name share. */
    private record Kind(int status, String type, String title) {}

    /**
     * @param name stable name of the kind of problem: lower-case letters and hyphens, or a whole URI
     * @param title the title of all problems of this kind
     */
    public static Problem of(int status, String name, String title) {
        String type = name.indexOf(':') > 0 ? name : TYPE_PREFIX + name;
        return new Problem(new Kind(status, type, title), null, null, Map.of(), Map.of(), Map.of());
    }

    /** Returns the problem with a sentence about this occurrence. The sentence never holds the refused input. */
    public Problem detail(String sentence) {
        return new Problem(kind, sentence, instance, members, headers, facts);
    }

    /** Returns the problem with an extension member. */
    public Problem with(String member, Object value) {
        return new Problem(kind, detail, instance, plus(members, member, value), headers, facts);
    }

    /** Returns the problem with a header field of its answer. */
    public Problem header(String name, String value) {
        return new Problem(kind, detail, instance, members, plus(headers, name, value), facts);
    }

    /** Returns the problem with a fact, which is not written into the body. It replaces a fact of the same class. */
    public Problem about(ProblemFact fact) {
        return new Problem(kind, detail, instance, members, headers, plus(facts, fact.getClass(), fact));
    }

    /** Returns the problem with other words. */
    Problem worded(String title, Optional<String> sentence) {
        return new Problem(
                new Kind(kind.status(), kind.type(), title), sentence.orElse(null), instance, members, headers, facts);
    }

    /**
     * Returns the problem as the answer to a request. Its type becomes the address of the page about it.
     *
     * @param path path of the request
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     */
    public Problem at(String path, String publicUrl) {
        Problem addressed = under(publicUrl);
        return new Problem(addressed.kind, detail, instance == null ? path : instance, members, headers, facts);
    }

    /**
     * Returns the problem with the address of the page about it as its type. It repeats no path of a request.
     *
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     */
    public Problem under(String publicUrl) {
        Kind addressed = kind.type().startsWith(TYPE_PREFIX)
                ? new Kind(kind.status(), publicUrl + kind.type(), kind.title())
                : kind;
        return new Problem(addressed, detail, instance, members, headers, facts);
    }

    /** Returns the problem with the id of the decision behind it, in its body and in its header fields. */
    public Problem decided(String id) {
        return header(DECISION_HEADER, id).with("decision", id);
    }

    /** The name of its kind: the end of its type, or its title where the type says nothing. Lower-case letters and hyphens. */
    public String name() {
        String type = kind.type();
        String last = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')) + 1);
        return type.equals("about:blank")
                ? kind.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                : last;
    }

    /** The first of the limits that it says are exceeded. */
    public Optional<String> policy() {
        return members.get(POLICIES) instanceof List<?> policies && !policies.isEmpty()
                ? Optional.of(String.valueOf(policies.get(0)))
                : Optional.empty();
    }

    /** What it says beside its kind, without the names of members, which a caller may have made up. */
    public Optional<String> reason() {
        return errors().isEmpty()
                ? detail()
                : Optional.of(
                        errors().stream().map(FieldError::reason).distinct().collect(Collectors.joining("; ")));
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

    /** Returns the fact of that class. */
    public <F extends ProblemFact> Optional<F> fact(Class<F> kindOfFact) {
        return Optional.ofNullable(facts.get(kindOfFact)).map(kindOfFact::cast);
    }

    /** Returns the members with errors. The list is empty when the request as a whole is refused. */
    public List<FieldError> errors() {
        return fact(ProblemFact.FaultyFields.class)
                .map(ProblemFact.FaultyFields::errors)
                .orElse(List.of());
    }

    /** Returns the header fields of the answer. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(kind.status()).type(MEDIA_TYPE).entity(this);
        headers.forEach(response::header);
        return response.build();
    }

    /** Returns the members in the order in which they are written. */
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
