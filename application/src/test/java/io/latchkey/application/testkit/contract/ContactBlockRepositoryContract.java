package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.guard.ContactBlock.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for blocks. */
public interface ContactBlockRepositoryContract extends StoreContract {
    Instant END = NOW.plusSeconds(3600);

    private static ContactBlock block(Instant since) {
        return new ContactBlock(UUID.randomUUID(), Cause.CODES, since, END);
    }

    private ContactBlock save(ContactBlock block) {
        inOne(() -> store().blocks().save(block));
        return block;
    }

    private Optional<ContactBlock> find(UUID subject, Instant now) {
        return reading(() -> store().blocks().find(subject, now));
    }

    private List<ContactBlock> live(Instant since, Instant now, int most) {
        return reading(() -> store().blocks().findLive(since, now, most));
    }

    @Test
    default void finds_a_block_by_its_subject_until_it_ends() {
        ContactBlock block = save(block(NOW));
        save(block(NOW));
        assertThat(find(block.subject(), NOW)).contains(block);
        assertThat(find(block.subject(), END.minusMillis(1))).contains(block);
        assertThat(find(block.subject(), END)).isEmpty();
        assertThat(find(UUID.randomUUID(), NOW)).isEmpty();
    }

    @Test
    default void replaces_the_block_of_the_same_subject() {
        ContactBlock first = save(block(NOW));
        ContactBlock second =
                save(new ContactBlock(first.subject(), Cause.GUESSES, NOW.plusSeconds(1), END.plusSeconds(1)));
        assertThat(find(first.subject(), NOW)).contains(second);
        assertThat(live(Instant.EPOCH, NOW, 10)).containsExactly(second);
    }

    @Test
    default void lists_blocks_that_are_not_over_newest_first() {
        ContactBlock oldest = save(block(NOW));
        ContactBlock newest = save(block(NOW.plusSeconds(2)));
        ContactBlock middle = save(block(NOW.plusSeconds(1)));
        save(new ContactBlock(UUID.randomUUID(), Cause.CODES, NOW, NOW.plusSeconds(3)));
        Instant later = NOW.plusSeconds(3);
        assertThat(live(Instant.EPOCH, later, 10)).containsExactly(newest, middle, oldest);
        assertThat(live(NOW.plusSeconds(1), later, 10)).containsExactly(newest, middle);
        assertThat(live(Instant.EPOCH, later, 2)).containsExactly(newest, middle);
        assertThat(live(Instant.EPOCH, END, 10)).isEmpty();
    }

    @Test
    default void keeps_one_of_many_blocks_put_up_at_once() {
        UUID subject = UUID.randomUUID();
        Parallel.run(16, number -> save(new ContactBlock(subject, Cause.CODES, NOW, END.plusSeconds(number))));
        assertThat(live(Instant.EPOCH, NOW, 100)).hasSize(1);
    }

    @Test
    default void forgets_blocks_that_are_over() {
        save(block(NOW));
        assertThat(inOne(() -> store().blocks().purge(END.minusMillis(1), 100))).isZero();
        assertThat(inOne(() -> store().blocks().purge(END, 100))).isEqualTo(1);
        assertThat(inOne(() -> store().blocks().purge(END, 100))).isZero();
    }

    @Test
    default void lets_blocks_of_a_clock_ahead_begin_now() {
        ContactBlock inTime = save(block(NOW));
        ContactBlock ahead = save(new ContactBlock(
                UUID.randomUUID(), Cause.GUESSES, NOW.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1))));
        assertThat(inOne(() -> store().blocks().beginNow(NOW.plusSeconds(60), NOW)))
                .isEqualTo(1);
        assertThat(find(ahead.subject(), NOW)).contains(new ContactBlock(ahead.subject(), Cause.GUESSES, NOW, END));
        assertThat(find(inTime.subject(), NOW)).contains(inTime);
    }
}
