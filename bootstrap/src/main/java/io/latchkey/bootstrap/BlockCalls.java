package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The commands that begin with {@code block}. */
final class BlockCalls {
    private static final List<Printed.Column> COLUMNS = List.of(
            Printed.Column.of("id", 36, "id"),
            Printed.Column.of("effect", 6, "effect"),
            Printed.Column.of("kind", 7, "kind"),
            Printed.Column.of("target", 30, "target"),
            Printed.Column.of("ends", 24, "endsAt"),
            Printed.Column.of("made by", 36, "madeBy"),
            Printed.Column.of("reason", 0, "reason"));

    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;
    private final Clock clock;

    BlockCalls(Administration administration, AdminCall call, PrintStream out, Clock clock) {
        this.administration = administration;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
        this.clock = clock;
    }

    /**
     * Runs the command.
     *
     * @throws InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     * @throws io.latchkey.bootstrap.administration.NotDoneException when it is not done
     */
    void run() {
        switch (call.verb()) {
            case "list" -> list();
            case "add" -> add();
            case "lift" -> lift();
            default -> throw new IllegalArgumentException("no command block " + call.verb());
        }
    }

    private void list() {
        AdminRequest request = AdminRequest.of(AdminDeed.FIND_LISTINGS)
                .asking("effect", call.option("--effect"))
                .asking("kind", call.option("--kind"))
                .asking("contact", call.option("--contact"))
                .asking("address", call.option("--address"));
        printed.list(administration, request, "blocks", COLUMNS);
    }

    private void add() {
        String target = call.about().orElseThrow(() -> new IllegalArgumentException("block add needs what to block."));
        JsonNode added = administration.perform(call.request(AdminDeed.ADD_LISTING)
                .saying("effect", call.option("--effect").orElse(Listing.Effect.BLOCK.wireName()))
                .saying("kind", call.option("--kind").orElse(Target.Kind.CONTACT.wireName()))
                .saying("target", target)
                .saying("endsAt", end().toString()));
        printed.either(added, () -> printed.table(List.of(added), COLUMNS));
    }

    private void lift() {
        administration.perform(call.request(AdminDeed.LIFT_LISTING, call.idOfAbout("block lift")));
        out.println("Lifted.");
    }

    private Instant end() {
        return call.time("--until")
                .or(() -> call.option("--for").map(this::after))
                .orElseThrow(() -> new IllegalArgumentException(
                        "block add needs --for, such as P30D, or --until, such as 2030-01-31T00:00:00Z."));
    }

    private Instant after(String span) {
        try {
            return clock.instant().plus(Duration.parse(span));
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new InvalidValueException("--for", "must be a span of time such as P30D or PT12H");
        }
    }
}
