package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.ListingResponse;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The commands that begin with {@code block}. */
final class BlockCalls {
    private static final List<Printed.Column<Listing>> COLUMNS = List.of(
            new Printed.Column<>("id", 36, listing -> listing.id().toString()),
            new Printed.Column<>("effect", 6, listing -> listing.effect().wireName()),
            new Printed.Column<>("kind", 7, listing -> listing.target().kind().wireName()),
            new Printed.Column<>("target", 30, listing -> listing.target().shown()),
            new Printed.Column<>("ends", 24, listing -> listing.endsAt().toString()),
            new Printed.Column<>("made by", 36, Listing::madeBy),
            new Printed.Column<>("reason", 0, Listing::reason));

    private final ManageListingsUseCase listings;
    private final ContactParser contacts;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;
    private final Clock clock;

    BlockCalls(ManageListingsUseCase listings, ContactParser contacts, AdminCall call, PrintStream out, Clock clock) {
        this.listings = listings;
        this.contacts = contacts;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
        this.clock = clock;
    }

    /**
     * Runs the command.
     *
     * @return whether it is done
     * @throws InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     */
    boolean run() {
        Act act = new Act(new Actor.CommandLine(), call.reason());
        return switch (call.verb()) {
            case "list" -> list(act);
            case "add" -> show(act);
            case "lift" -> printed.tell(listings.lift(act, UUID.fromString(about())), lifted -> out.println("Lifted."));
            default -> throw new IllegalArgumentException("no command block " + call.verb());
        };
    }

    private String about() {
        return call.about()
                .orElseThrow(() -> new IllegalArgumentException(
                        call.verb().equals("add") ? "block add needs what to block." : "block lift needs an id."));
    }

    private boolean list(Act act) {
        ListingFilter filter = new ListingFilter(
                call.option("--effect").map(Listing.Effect::parse),
                call.option("--kind").map(Target.Kind::parse),
                call.option("--contact").map(text -> NewListing.parseContact(text, contacts)),
                call.option("--address"));
        return printed.list((after, most) -> listings.find(act, filter, after, most), ListingResponse::from, COLUMNS);
    }

    private boolean show(Act act) {
        NewListing wanted = NewListing.parse(
                call.option("--effect").map(Listing.Effect::parse).orElse(Listing.Effect.BLOCK),
                call.option("--kind").map(Target.Kind::parse).orElse(Target.Kind.CONTACT),
                about(),
                end(),
                contacts);
        return printed.tell(
                listings.add(act, wanted),
                added -> printed.either(
                        () -> ListingResponse.from(added), () -> printed.table(List.of(added), COLUMNS)));
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
