package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AdminDecisionResponse;
import io.latchkey.adapters.rest.admin.DecisionQuery;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.UserId;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The command {@code explain}: of one decision, or of those about a contact or an account. */
final class ExplainCalls {
    private static final List<Printed.Column<Decision>> DECISIONS = List.of(
            new Printed.Column<>("id", 36, one -> one.id().toString()),
            new Printed.Column<>("at", 24, one -> one.at().toString()),
            new Printed.Column<>(
                    "outcome", 8, one -> one.answer().outcome().name().toLowerCase(Locale.ROOT)),
            new Printed.Column<>("deed", 20, one -> one.call().deed()),
            new Printed.Column<>("door", 12, one -> one.call().door()),
            new Printed.Column<>("problem", 20, one -> one.answer().problem()),
            new Printed.Column<>("winner", 28, one -> one.answer().winner()),
            new Printed.Column<>(
                    "message",
                    0,
                    one -> one.whom().message().map(UUID::toString).orElse("")));

    private static final List<Printed.Column<Finding>> FINDINGS = List.of(
            new Printed.Column<>("rule", 32, Finding::rule),
            new Printed.Column<>(
                    "verdict", 8, finding -> finding.verdict().name().toLowerCase(Locale.ROOT)),
            new Printed.Column<>("seen", 5, finding -> Printed.text(finding.seen())),
            new Printed.Column<>("limit", 5, finding -> Printed.text(finding.limit())),
            new Printed.Column<>("window", 9, finding -> Printed.text(finding.window())),
            new Printed.Column<>("until", 24, finding -> Printed.text(finding.until())),
            new Printed.Column<>("note", 0, finding -> Printed.text(finding.note())));

    private final OverseeOperationUseCase operation;
    private final ContactParser contacts;
    private final AdminCall call;
    private final Printed printed;

    ExplainCalls(OverseeOperationUseCase operation, ContactParser contacts, AdminCall call, PrintStream out) {
        this.operation = operation;
        this.contacts = contacts;
        this.call = call;
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
        Optional<Contact> contact = call.option("--contact").map(typed -> NewListing.parseContact(typed, contacts));
        Optional<UserId> user = call.option("--person").map(UUID::fromString).map(UserId::new);
        Optional<UUID> id = call.typed(1).map(UUID::fromString);
        if (id.isPresent()) {
            return printed.tell(operation.readDecision(act, id.get()), this::print);
        }
        if (contact.isEmpty() && user.isEmpty()) {
            throw new IllegalArgumentException("explain needs an id, --contact or --person.");
        }
        DecisionSearch search = new DecisionSearch(
                user,
                Optional.empty(),
                call.option("--outcome").map(DecisionQuery::parseOutcome),
                call.time("--from"),
                call.time("--before"));
        return printed.list(
                (after, most) -> operation.findDecisions(act, search, contact, after, most),
                AdminDecisionResponse::from,
                DECISIONS);
    }

    private void print(Decision decision) {
        printed.either(() -> AdminDecisionResponse.from(decision), () -> {
            printed.table(List.of(decision), DECISIONS);
            printed.table(decision.findings(), FINDINGS);
        });
    }
}
