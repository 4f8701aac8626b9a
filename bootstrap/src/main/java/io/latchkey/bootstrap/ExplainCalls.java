package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.domain.admin.AdminDeed;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The command {@code explain}: of one decision, or of those about a contact or an account. */
final class ExplainCalls {
    private static final List<Printed.Column> DECISIONS = List.of(
            Printed.Column.of("id", 36, "id"),
            Printed.Column.of("at", 24, "at"),
            Printed.Column.of("outcome", 8, "outcome"),
            Printed.Column.of("deed", 20, "deed"),
            Printed.Column.of("door", 12, "door"),
            Printed.Column.of("problem", 20, "problem"),
            Printed.Column.of("winner", 28, "winner"),
            Printed.Column.of("message", 0, "message"));

    private static final List<Printed.Column> RULES = List.of(
            Printed.Column.of("rule", 32, "rule"),
            Printed.Column.of("verdict", 8, "verdict"),
            Printed.Column.of("seen", 5, "seen"),
            Printed.Column.of("limit", 5, "limit"),
            Printed.Column.of("window", 9, "window"),
            Printed.Column.of("until", 24, "until"),
            Printed.Column.of("note", 0, "note"));

    private final Administration administration;
    private final AdminCall call;
    private final Printed printed;

    ExplainCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.printed = new Printed(call, out);
    }

    /**
     * Runs the command.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     * @throws io.latchkey.bootstrap.administration.NotDoneException when it is not done
     */
    void run() {
        Optional<String> contact = call.option("--contact");
        Optional<String> user = call.option("--person");
        Optional<String> id = call.typed(1).map(typed -> AdminCall.requireId("explain", typed));
        if (id.isPresent()) {
            print(administration.perform(AdminRequest.of(AdminDeed.READ_DECISION, id.get())));
        } else if (contact.isEmpty() && user.isEmpty()) {
            throw new IllegalArgumentException("explain needs an id, --contact or --person.");
        } else {
            AdminRequest request = call.spanned(AdminRequest.of(AdminDeed.FIND_DECISIONS))
                    .asking("user", user)
                    .asking("contact", contact)
                    .asking("outcome", call.option("--outcome"));
            printed.list(administration, request, "decisions", DECISIONS);
        }
    }

    private void print(JsonNode decision) {
        printed.either(decision, () -> {
            printed.table(List.of(decision), DECISIONS);
            printed.table(decision.path("rules"), RULES);
        });
    }
}
