package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.NotDoneException;
import io.latchkey.domain.admin.AdminDeed;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that begin with {@code user}. */
final class UserCalls {
    private static final List<Printed.Column> COLUMNS = List.of(
            Printed.Column.of("id", 36, "id"),
            new Printed.Column("status", 9, UserCalls::status),
            Printed.Column.of("username", 24, "username"),
            new Printed.Column(
                    "contacts",
                    32,
                    account -> Stream.of("email", "phone")
                            .map(kind -> Printed.text(account.path(kind)))
                            .filter(contact -> !contact.isEmpty())
                            .collect(Collectors.joining(" "))),
            Printed.Column.of("roles", 0, "roles"));

    private static final List<Printed.Column> SESSIONS = List.of(
            Printed.Column.of("id", 36, "id"),
            Printed.Column.of("began", 24, "createdAt"),
            Printed.Column.of("refreshed", 24, "refreshedAt"),
            Printed.Column.of("app", 10, "app"),
            Printed.Column.of("address", 24, "address"),
            Printed.Column.of("device", 0, "device"));

    private static final List<Printed.Column> CREDENTIALS = List.of(
            Printed.Column.of("id", 36, "id"),
            Printed.Column.of("key", 24, "key"),
            Printed.Column.of("made", 24, "createdAt"),
            Printed.Column.of("last used", 24, "lastUsedAt"),
            Printed.Column.of("name", 0, "name"));

    /** Members that an empty text removes. */
    private static final List<String> REMOVABLE = List.of("username", "name", "email", "phone");

    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    UserCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    /**
     * Runs the command.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     * @throws NotDoneException when it is not done
     */
    void run() {
        switch (call.verb()) {
            case "find" -> find();
            case "create" -> show(create());
            case "show" -> show(AdminRequest.of(AdminDeed.READ_USER, id()));
            case "invite" -> show(call.request(AdminDeed.INVITE_USER, id()));
            case "disable" -> show(call.request(AdminDeed.DISABLE_USER, id()));
            case "enable" -> show(call.request(AdminDeed.ENABLE_USER, id()));
            case "sign-out" -> show(call.request(AdminDeed.SIGN_OUT_USER, id()));
            case "unlock" -> show(call.request(AdminDeed.UNLOCK_USER, id()));
            case "reset" -> show(call.request(AdminDeed.RESET_USER, id()));
            case "roles" -> roles(values());
            case "claims" -> claims(values());
            case "change" -> show(change());
            case "sessions" ->
                printed.list(administration, AdminRequest.of(AdminDeed.FIND_SESSIONS, id()), "sessions", SESSIONS);
            case "end-session" -> endSession(call.id("--session"));
            case "credentials" ->
                printed.all(
                        administration
                                .perform(AdminRequest.of(AdminDeed.FIND_CREDENTIALS, id()))
                                .path("credentials"),
                        CREDENTIALS);
            case "revoke-credential" -> revokeCredential(call.id("--credential"));
            case "delete" -> show(call.request(AdminDeed.DELETE_USER, id()));
            case "restore" -> show(call.request(AdminDeed.RESTORE_USER, id()));
            case "erase" -> erase(id());
            case "export" -> printed.json(administration.perform(call.request(AdminDeed.EXPORT_USER, id())));
            default -> throw new IllegalArgumentException("no command user " + call.verb());
        }
    }

    private void find() {
        AdminRequest request = AdminRequest.of(AdminDeed.FIND_USERS)
                .asking("loginPrefix", call.about())
                .asking("status", call.option("--status").map(text -> text.toLowerCase(Locale.ROOT)));
        printed.list(administration, request, "users", COLUMNS);
    }

    /** The id of the account that the command is about, which an id or a login names. */
    private String id() {
        String who = call.about()
                .orElseThrow(() -> new IllegalArgumentException("user " + call.verb() + " needs a login or an id."));
        if (Ids.find(who).isPresent()) {
            return who;
        }
        JsonNode accounts = administration
                .perform(AdminRequest.of(AdminDeed.FIND_USERS)
                        .asking("login", Optional.of(who))
                        .asking("limit", Optional.of("2")))
                .path("users");
        if (accounts.size() != 1) {
            throw NotDoneException.because(
                    accounts.isEmpty()
                            ? "No account has this login."
                            : "Several accounts name this contact; use the id of the one that is meant.");
        }
        return AdminCall.requireId(
                "the account's id", accounts.path(0).path("id").asText());
    }

    private AdminRequest create() {
        AdminRequest request = call.request(AdminDeed.CREATE_USER);
        for (String member : List.of("username", "name", "email", "phone", "locale")) {
            request = request.saying(member, call.option("--" + member));
        }
        return request;
    }

    /** Empty texts remove. */
    private AdminRequest change() {
        AdminRequest request = call.request(AdminDeed.CHANGE_USER, id())
                .saying("locale", call.option("--locale"))
                .saying("secondFactor", call.option("--second-factor"));
        for (String member : REMOVABLE) {
            Optional<String> typed = call.option("--" + member);
            request = typed.filter(String::isEmpty).isPresent()
                    ? request.saying(member, (Object) null)
                    : request.saying(member, typed);
        }
        return request;
    }

    private List<String> values() {
        String text = call.option("--set")
                .orElseThrow(() -> new IllegalArgumentException("user " + call.verb() + " needs --set."));
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private void roles(List<String> roles) {
        show(call.request(AdminDeed.SET_ROLES, id()).saying("roles", roles));
    }

    private void claims(List<String> pairs) {
        Map<String, String> claims = pairs.stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
        show(call.request(AdminDeed.SET_CLAIMS, id()).saying("claims", claims));
    }

    private void endSession(String session) {
        show(call.request(AdminDeed.END_SESSION, id(), session));
    }

    private void revokeCredential(String credential) {
        show(call.request(AdminDeed.REVOKE_CREDENTIAL, id(), credential));
    }

    private void erase(String id) {
        administration.perform(call.request(AdminDeed.ERASE_USER, id));
        out.println("Erased " + id + ".");
    }

    private void show(AdminRequest request) {
        JsonNode account = administration.perform(request);
        printed.either(account, () -> {
            ObjectNode shown = account.deepCopy();
            shown.put("status", status(account));
            printed.members(shown);
        });
    }

    private static String status(JsonNode account) {
        return account.path("deletion").isObject() ? "deleting" : Printed.text(account.path("status"));
    }
}
