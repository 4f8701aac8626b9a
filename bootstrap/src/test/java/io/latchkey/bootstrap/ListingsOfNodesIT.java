package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** When a node counts what an operator listed on another one. The node learns it by its own threads. */
class ListingsOfNodesIT {
    private static final Act ACT = new Act(new Actor.CommandLine(), Optional.of(new Reason("a test")));
    private static final int ROUNDS = 10;
    private static final int PASSES = 3;
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What else the machine does makes a pass slow, and no pass fast. */
    @Test
    void a_block_and_its_end_count_on_every_node_within_a_second() {
        try (AssembledService one = new AssembledService(MariaDbServer.get().newDatabase(), Map.of());
                Assembly other = one.anotherNode()) {
            other.start();
            AdminUseCases admin = one.service.useCases.admin;
            CurrentListings there = other.useCases.listings;
            List<List<Duration>> passes = new ArrayList<>();
            do {
                passes.add(pass(admin, there, passes.size()));
            } while (!isInTime(passes.get(passes.size() - 1)) && passes.size() < PASSES);
            assertThat(passes).as("waits of each pass").anyMatch(ListingsOfNodesIT::isInTime);
        }
    }

    private static boolean isInTime(List<Duration> waits) {
        return waits.stream().allMatch(wait -> wait.compareTo(LONGEST) < 0);
    }

    private static List<Duration> pass(AdminUseCases admin, CurrentListings there, int pass) {
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            EmailAddress contact = new EmailAddress("somebody@p" + pass + "-" + round + ".example");
            Listing block = ((Administered.Done<Listing>) admin.manageListings.add(
                            ACT,
                            new NewListing(
                                    Listing.Effect.BLOCK,
                                    Target.Kind.DOMAIN,
                                    contact.domain().ascii(),
                                    Optional.empty(),
                                    Instant.now().plusSeconds(600))))
                    .result();
            waits.add(until(() -> there.block(contact, Instant.now()).isPresent()));
            assertThat(admin.manageListings.lift(ACT, block.id())).isInstanceOf(Administered.Done.class);
            waits.add(until(() -> there.block(contact, Instant.now()).isEmpty()));
        }
        return waits;
    }

    private static Duration until(BooleanSupplier done) {
        Instant begin = Instant.now();
        while (!done.getAsBoolean()) {
            assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
            LockSupport.parkNanos(5_000_000);
        }
        return Duration.between(begin, Instant.now());
    }
}
