package io.latchkey.adapters.rest.admin;

import io.latchkey.domain.admin.AdminDeed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API of administration, as a client makes it. Immutable.
 *
 * @param ids what the path names, in the order of the path
 * @param parameters those of the query, by name
 * @param members those of the body, by name; a null removes (RFC 7396)
 */
public record AdminRequest(
        AdminDeed deed, List<String> ids, Map<String, String> parameters, Map<String, @Nullable Object> members) {
    public AdminRequest {
        ids = List.copyOf(ids);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A request without parameters and members. */
    public static AdminRequest of(AdminDeed deed, String... ids) {
        return new AdminRequest(deed, List.of(ids), Map.of(), Map.of());
    }

    /** The same with a parameter, where there is a value. */
    public AdminRequest asking(String parameter, Optional<String> value) {
        Map<String, String> more = new TreeMap<>(parameters);
        value.ifPresent(text -> more.put(parameter, text));
        return new AdminRequest(deed, ids, more, members);
    }

    /** The same with a member. */
    public AdminRequest saying(String member, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new AdminRequest(deed, ids, parameters, more);
    }

    /** The same with a member, where there is a value. */
    public AdminRequest saying(String member, Optional<String> value) {
        return value.map(text -> saying(member, (Object) text)).orElse(this);
    }

    /** The method of the request. */
    public String method() {
        return route(deed).split(" ", 2)[0];
    }

    /** Path and query below {@code /api/v1/admin}. */
    public String address() {
        String path = route(deed).split(" ", 2)[1];
        for (String id : ids) {
            path = path.replaceFirst("\\{[a-z]+}", encoded(id));
        }
        return path
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + '=' + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether the request has no body. */
    public boolean isReading() {
        return method().equals("GET");
    }

    /** Method and path of a deed below {@code /api/v1/admin}, as the document of the API has them. */
    public static String route(AdminDeed deed) {
        return switch (deed) {
            case FIND_USERS -> "GET /users";
            case READ_USER -> "GET /users/{id}";
            case CREATE_USER -> "POST /users";
            case INVITE_USER -> "POST /users/{id}/invite";
            case CHANGE_USER -> "PATCH /users/{id}";
            case SET_ROLES -> "PUT /users/{id}/roles";
            case SET_CLAIMS -> "PUT /users/{id}/claims";
            case DISABLE_USER -> "POST /users/{id}/disable";
            case ENABLE_USER -> "POST /users/{id}/enable";
            case SIGN_OUT_USER -> "POST /users/{id}/sign-out";
            case UNLOCK_USER -> "POST /users/{id}/unlock";
            case RESET_USER -> "POST /users/{id}/reset";
            case FIND_SESSIONS -> "GET /users/{id}/sessions";
            case END_SESSION -> "POST /users/{id}/sessions/{session}/end";
            case FIND_CREDENTIALS -> "GET /users/{id}/credentials";
            case REVOKE_CREDENTIAL -> "POST /users/{id}/credentials/{credential}/revoke";
            case FIND_APPLICATIONS -> "GET /applications";
            case READ_APPLICATION -> "GET /applications/{id}";
            case DELETE_USER -> "POST /users/{id}/delete";
            case RESTORE_USER -> "POST /users/{id}/restore";
            case EXPORT_USER -> "POST /users/{id}/export";
            case ERASE_USER -> "POST /users/{id}/erase";
            case FIND_LISTINGS -> "GET /blocks";
            case ADD_LISTING -> "POST /blocks";
            case LIFT_LISTING -> "POST /blocks/{id}/lift";
            case FIND_MESSAGES -> "GET /messages";
            case READ_MESSAGE -> "GET /messages/{id}";
            case FIND_DECISIONS -> "GET /decisions";
            case READ_DECISION -> "GET /decisions/{id}";
            case READ_FUNNEL -> "GET /funnel";
            case FIND_KEYS -> "GET /keys";
            case ROTATE_KEYS -> "POST /keys/rotate";
            case READ_SETTINGS -> "GET /settings";
            case READ_SUPPRESSIONS -> "GET /suppressions";
            case LIFT_SUPPRESSIONS -> "POST /suppressions/lift";
            case READ_AUDIT -> "GET /audit";
            case EXPORT_AUDIT -> "GET /audit/export";
            case VERIFY_AUDIT -> "GET /audit/verdict";
        };
    }

    @Override
    public String toString() {
        return "AdminRequest[" + deed + "]";
    }
}
