package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AdminCredentialResponse;
import io.latchkey.adapters.rest.admin.AdminSessionResponse;
import io.latchkey.adapters.rest.admin.AdminUserQuery;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.UserEdits;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands that begin with {@code user}. */
final class UserCalls {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final List<Printed.Column<UserRecord>> COLUMNS = List.of(
            new Printed.Column<>("id", 36, account -> account.user().id().toString()),
            new Printed.Column<>("status", 9, UserCalls::status),
            new Printed.Column<>("username", 24, account -> username(account.user())),
            new Printed.Column<>(
                    "contacts",
                    32,
                    account -> account.user().contacts().all().stream()
                            .map(Contact::value)
                            .collect(Collectors.joining(" "))),
            new Printed.Column<>(
                    "roles",
                    0,
                    account -> account.user().roles().stream().sorted().collect(Collectors.joining(" "))));

    private static final List<Printed.Column<Session>> SESSIONS = List.of(
            new Printed.Column<>("id", 36, session -> session.id().toString()),
            new Printed.Column<>("began", 24, session -> session.createdAt().toString()),
            new Printed.Column<>("refreshed", 24, session -> session.rotatedAt().toString()),
            new Printed.Column<>("app", 10, Session::app),
            new Printed.Column<>("address", 24, Session::address),
            new Printed.Column<>("device", 0, Session::device));

    private static final List<Printed.Column<ApiCredential>> CREDENTIALS = List.of(
            new Printed.Column<>("id", 36, credential -> credential.id().toString()),
            new Printed.Column<>("key", 24, ApiCredential::key),
            new Printed.Column<>(
                    "made", 24, credential -> credential.createdAt().toString()),
            new Printed.Column<>("last used", 24, credential -> Printed.text(credential.lastUsedAt())),
            new Printed.Column<>("name", 0, ApiCredential::name));

    private final AdminUseCases admin;
    private final ContactParser contacts;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    UserCalls(AdminUseCases admin, ContactParser contacts, AdminCall call, PrintStream out) {
        this.admin = admin;
        this.contacts = contacts;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    /**
     * Runs the command.
     *
     * @return whether it is done
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     */
    boolean run() {
        Act act = new Act(new Actor.CommandLine(), call.reason());
        return switch (call.verb()) {
            case "find" -> find(act);
            case "create" -> show(admin.manageUsers.create(act, newAccount(), locale()));
            case "show" -> one(act, id -> show(admin.manageUsers.read(act, id)));
            case "invite" -> one(act, id -> show(admin.helpUsers.invite(act, id)));
            case "disable" -> one(act, id -> show(admin.userStanding.disable(act, id)));
            case "enable" -> one(act, id -> show(admin.userStanding.enable(act, id)));
            case "sign-out" -> one(act, id -> show(admin.helpUsers.signOut(act, id)));
            case "reset" -> one(act, id -> show(admin.helpUsers.startReset(act, id)));
            case "roles" -> one(act, id -> show(admin.manageUsers.setRoles(act, id, OptionalInt.empty(), roles())));
            case "claims" -> one(act, id -> show(admin.manageUsers.setClaims(act, id, OptionalInt.empty(), claims())));
            case "change" -> one(act, id -> show(admin.manageUsers.change(act, id, OptionalInt.empty(), edits())));
            case "sessions" ->
                one(
                        act,
                        id -> printed.list(
                                (after, most) -> admin.helpUsers.findSessions(act, id, after, most),
                                AdminSessionResponse::from,
                                SESSIONS));
            case "end-session" ->
                one(act, id -> show(admin.helpUsers.endSession(act, id, new SessionId(idOf("--session")))));
            case "credentials" ->
                one(
                        act,
                        id -> printed.tell(
                                admin.helpUsers.findCredentials(act, id),
                                found -> printed.all(found, AdminCredentialResponse::from, CREDENTIALS)));
            case "revoke-credential" ->
                one(
                        act,
                        id -> show(
                                admin.helpUsers.revokeCredential(act, id, new ApiCredentialId(idOf("--credential")))));
            case "delete" -> one(act, id -> show(admin.userStanding.delete(act, id)));
            case "restore" -> one(act, id -> show(admin.userStanding.restore(act, id)));
            case "erase" ->
                one(
                        act,
                        id -> printed.tell(
                                admin.userStanding.erase(act, id), erased -> out.println("Erased " + erased + ".")));
            case "export" ->
                one(
                        act,
                        id -> printed.tell(
                                admin.helpUsers.export(act, id), records -> printed.json(records.subjects())));
            default -> throw new IllegalArgumentException("no command user " + call.verb());
        };
    }

    private boolean find(Act act) {
        UserSearch search = new UserSearch(
                call.about().map(UserSearch.Login::beginning),
                call.option("--status").map(text -> AdminUserQuery.parseStatus(text.toLowerCase(Locale.ROOT))),
                Optional.empty(),
                Optional.empty());
        return printed.list(
                (after, most) -> admin.manageUsers.find(act, search, after, most), UserCalls::members, COLUMNS);
    }

    private interface Deed {
        boolean to(UserId id);
    }

    /** Does something to the account with an id or a login. */
    private boolean one(Act act, Deed deed) {
        String who = call.about()
                .orElseThrow(() -> new IllegalArgumentException("user " + call.verb() + " needs a login or an id."));
        if (ID.matcher(who).matches()) {
            return deed.to(new UserId(UUID.fromString(who)));
        }
        List<Page<UserRecord>> found = new ArrayList<>();
        UserSearch search = UserSearch.ALL.with(UserSearch.Login.whole(contacts.parseLogin(who)));
        if (!printed.tell(admin.manageUsers.find(act, search, Optional.empty(), 2), found::add)) {
            return false;
        }
        List<UserRecord> accounts = found.get(0).items();
        if (accounts.size() != 1) {
            out.println(
                    accounts.isEmpty()
                            ? "No account has this login."
                            : "Several accounts name this contact; use the id of the one that is meant.");
            return false;
        }
        return deed.to(accounts.get(0).user().id());
    }

    private UUID idOf(String option) {
        return call.option(option)
                .map(UUID::fromString)
                .orElseThrow(() ->
                        new IllegalArgumentException("user " + call.verb() + " needs " + option + " with an id."));
    }

    /** Empty texts remove. */
    private UserEdits edits() {
        return new UserEdits(
                edit("--username", Username::choose),
                edit("--name", Function.identity()),
                edit("--email", EmailAddress::parse),
                edit("--phone", contacts::parsePhone),
                call.option("--locale").map(Locale::forLanguageTag),
                call.option("--second-factor").map(SecondFactor::parse));
    }

    private <T> Edit<T> edit(String option, Function<String, T> parser) {
        return call.option(option)
                .map(text -> text.isEmpty()
                        ? Edit.<T>toOrRemove(Optional.empty())
                        : Edit.<T>toOrKeep(Optional.of(parser.apply(text))))
                .orElseGet(() -> Edit.toOrKeep(Optional.empty()));
    }

    private NewAccount newAccount() {
        return NewAccount.named(call.option("--username").map(Username::choose), call.option("--name"))
                .reachedAt(
                        call.option("--email").map(EmailAddress::parse),
                        call.option("--phone").map(contacts::parsePhone));
    }

    private Locale locale() {
        return call.option("--locale").map(Locale::forLanguageTag).orElse(Locale.ENGLISH);
    }

    private List<String> values() {
        String text = call.option("--set")
                .orElseThrow(() -> new IllegalArgumentException("user " + call.verb() + " needs --set."));
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Set<String> roles() {
        return Set.copyOf(values());
    }

    private CustomClaims claims() {
        return new CustomClaims(values().stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : "")));
    }

    private boolean show(Administered<UserRecord> outcome) {
        return printed.tell(outcome, account -> {
            Map<String, @Nullable Object> members = members(account);
            printed.either(
                    () -> members,
                    () -> members.forEach(
                            (name, value) -> out.printf("%-14s %s%n", name, value == null ? "–" : value)));
        });
    }

    private static String username(User user) {
        Username username = user.username();
        return username == null ? "" : username.value();
    }

    private static String status(UserRecord account) {
        return account.deletion().isPresent()
                ? "deleting"
                : account.user().status().name().toLowerCase(Locale.ROOT);
    }

    /** The account as it is told. */
    private static Map<String, @Nullable Object> members(UserRecord account) {
        User user = account.user();
        Username username = user.username();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", user.id().toString());
        members.put("username", username == null ? null : username.value());
        members.put("name", user.name());
        members.put("email", user.email() == null ? null : user.email().value());
        members.put("emailVerified", user.emailVerified());
        members.put("phone", user.phone() == null ? null : user.phone().value());
        members.put("phoneVerified", user.phoneVerified());
        members.put("locale", user.locale().toLanguageTag());
        members.put("status", status(account));
        members.put(
                "deletedAfter",
                account.deletion().map(deletion -> deletion.dueAt().toString()).orElse(null));
        members.put("hasPassword", user.passwordHash() != null);
        members.put("secondFactor", user.secondFactor().wireName());
        members.put("roles", user.roles().stream().sorted().toList());
        members.put("claims", user.claims().values());
        members.put("createdAt", user.createdAt().toString());
        members.put("version", user.version());
        return members;
    }
}
