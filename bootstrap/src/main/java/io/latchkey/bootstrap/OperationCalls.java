package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.OneLine;
import io.latchkey.domain.admin.AdminDeed;
import java.io.PrintStream;
import java.util.List;

/** The commands that begin with {@code message}, {@code funnel} and {@code key}, and {@code config show}. */
final class OperationCalls {
    private static final List<Printed.Column> MESSAGES = List.of(
            Printed.Column.of("id", 36, "id"),
            Printed.Column.of("promised", 24, "createdAt"),
            Printed.Column.of("kind", 16, "kind"),
            Printed.Column.of("contact", 32, "contact"),
            Printed.Column.of("state", 9, "state"),
            Printed.Column.of("provider", 12, "provider"),
            Printed.Column.of("failure", 0, "failure"));

    private static final List<Printed.Column> CALLS = List.of(
            Printed.Column.of("began", 24, "startedAt"),
            Printed.Column.of("provider", 12, "provider"),
            Printed.Column.of("channel", 8, "channel"),
            Printed.Column.of("ms", 6, "tookMillis"),
            Printed.Column.of("outcome", 9, "outcome"),
            Printed.Column.of("receipt", 9, "receipt"),
            Printed.Column.of("reason", 0, "reason"));

    private static final List<Printed.Column> FUNNEL = List.of(
            Printed.Column.of("provider", 12, "provider"),
            Printed.Column.of("country", 7, "country"),
            Printed.Column.of("channel", 8, "channel"),
            Printed.Column.of("template", 24, "template"),
            Printed.Column.of("requested", 9, "requested"),
            Printed.Column.of("accepted", 8, "accepted"),
            Printed.Column.of("delivered", 9, "delivered"),
            Printed.Column.of("failed", 6, "failed"),
            Printed.Column.of("verified", 0, "verified"));

    private static final List<Printed.Column> KEYS = List.of(
            Printed.Column.of("id", 20, "id"),
            Printed.Column.of("signs from", 24, "signsFrom"),
            Printed.Column.of("published until", 24, "publishedUntil"),
            new Printed.Column("signs", 0, key -> yesOrNo(key.path("signs"))));

    private static final List<Printed.Column> SETTINGS = List.of(
            Printed.Column.of("key", 44, "key"),
            new Printed.Column("set", 3, entry -> yesOrNo(entry.path("changed"))),
            new Printed.Column("value", 0, OperationCalls::value));

    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    OperationCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    private static String yesOrNo(JsonNode flag) {
        return flag.asBoolean() ? "yes" : "no";
    }

    private static String value(JsonNode entry) {
        JsonNode value = entry.path("value");
        return value.isTextual() ? value.textValue() : entry.path("changed").asBoolean() ? "(not shown)" : "";
    }

    /**
     * Runs the command.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     * @throws io.latchkey.bootstrap.administration.NotDoneException when it is not done
     */
    void run() {
        switch (call.subject() + ' ' + call.verb()) {
            case "message list" -> list();
            case "message show" -> message(call.idOfAbout("message show"));
            case "funnel show" -> funnel();
            case "key list" -> keys(AdminRequest.of(AdminDeed.FIND_KEYS));
            case "key rotate" -> keys(call.request(AdminDeed.ROTATE_KEYS));
            case "config show" -> settings();
            default -> throw new IllegalArgumentException("no command " + call.subject() + ' ' + call.verb());
        }
    }

    private void list() {
        AdminRequest request = call.spanned(AdminRequest.of(AdminDeed.FIND_MESSAGES))
                .asking("state", call.option("--state"))
                .asking("contact", call.option("--contact"))
                .asking("provider", call.option("--provider"));
        printed.list(administration, request, "messages", MESSAGES);
    }

    private void message(String id) {
        JsonNode story = administration.perform(AdminRequest.of(AdminDeed.READ_MESSAGE, id));
        printed.either(story, () -> {
            printed.table(List.of(story.path("message")), MESSAGES);
            printed.table(story.path("calls"), CALLS);
        });
    }

    private void funnel() {
        JsonNode funnel = administration.perform(AdminRequest.of(AdminDeed.READ_FUNNEL)
                .asking("window", call.option("--window"))
                .asking("by", call.option("--by")));
        printed.either(funnel, () -> printed.table(funnel.path("rows"), FUNNEL));
    }

    private void keys(AdminRequest request) {
        JsonNode keys = administration.perform(request);
        printed.either(keys, () -> printed.table(keys.path("keys"), KEYS));
    }

    private void settings() {
        JsonNode inForce = administration.perform(AdminRequest.of(AdminDeed.READ_SETTINGS));
        printed.either(inForce, () -> {
            printed.table(inForce.path("settings"), SETTINGS);
            inForce.path("lowered")
                    .forEach(lowered -> out.println(OneLine.of(lowered.path("key")
                                    .asText() + " (" + lowered.path("value").asText() + ") protects less: "
                            + lowered.path("effect").asText())));
        });
    }
}
