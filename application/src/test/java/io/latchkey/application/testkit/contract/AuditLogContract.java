package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the audit store relies on. */
public interface AuditLogContract extends StoreContract {
    private AuditLog log() {
        return store().administration().auditLog();
    }

    private <T> T writing(Supplier<T> work) {
        return store().administration().auditUnitOfWork().execute(work);
    }

    private <T> T looking(Supplier<T> work) {
        return store().administration().auditUnitOfWork().read(work);
    }

    private static AuditEntry entry(long number, String event, @Nullable String actor, @Nullable String person) {
        return new AuditEntry(
                number,
                NOW.plusSeconds(number),
                event,
                actor,
                person,
                new TreeMap<>(Map.of("note", "ein Grund, größer als keiner", "empty", "")),
                "hash-" + number);
    }

    private void append(long from, long to) {
        writing(() -> {
            log().lockHead();
            log().append(
                            LongStream.rangeClosed(from, to)
                                    .mapToObj(number -> entry(number, "signed_in", null, null))
                                    .toList(),
                            new AuditLog.Head(to, "hash-" + to, 0, Instant.EPOCH));
            return true;
        });
    }

    private List<Long> numbers(AuditSearch search, Optional<Position> after, boolean isNewestFirst, int most) {
        return looking(() -> log().find(search, after, isNewestFirst, most)).stream()
                .map(AuditEntry::number)
                .toList();
    }

    private static Optional<Position> place(long number) {
        return Optional.of(AuditLog.position(entry(number, "signed_in", null, null)));
    }

    @Test
    default void begins_with_an_empty_chain_and_keeps_its_end() {
        assertThat(looking(() -> log().head())).isEqualTo(new AuditLog.Head(0, AuditEntry.GENESIS, 0, Instant.EPOCH));
        assertThat(writing(() -> log().lockHead()))
                .isEqualTo(new AuditLog.Head(0, AuditEntry.GENESIS, 0, Instant.EPOCH));
        append(1, 3);
        assertThat(writing(() -> log().lockHead())).isEqualTo(new AuditLog.Head(3, "hash-3", 0, Instant.EPOCH));
        assertThat(looking(() -> log().first())).hasValue(1);
    }

    @Test
    default void lets_one_append_after_another() {
        Parallel.run(
                8,
                unused -> writing(() -> {
                    AuditLog.Head head = log().lockHead();
                    long next = head.number() + 1;
                    log().append(
                                    List.of(entry(next, "signed_in", null, null)),
                                    new AuditLog.Head(next, "hash-" + next, 0, Instant.EPOCH));
                    return next;
                }));
        assertThat(numbers(AuditSearch.ALL, Optional.empty(), false, 100))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    default void finds_entries_in_both_orders_and_page_by_page() {
        append(1, 10);
        assertThat(numbers(AuditSearch.ALL, Optional.empty(), true, 3)).containsExactly(10L, 9L, 8L);
        assertThat(numbers(AuditSearch.ALL, place(8), true, 3)).containsExactly(7L, 6L, 5L);
        assertThat(numbers(AuditSearch.ALL, place(8), false, 3)).containsExactly(9L, 10L);
        AuditSearch ofTime = new AuditSearch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW.plusSeconds(3)),
                Optional.of(NOW.plusSeconds(5)));
        assertThat(numbers(ofTime, Optional.empty(), false, 10)).containsExactly(3L, 4L);
        assertThat(looking(() -> log().findFrom(9, 10)))
                .extracting(AuditEntry::number)
                .containsExactly(9L, 10L);
    }

    @Test
    default void finds_entries_in_the_order_of_their_time_where_one_was_stored_late() {
        append(1, 2);
        AuditEntry late = new AuditEntry(3, NOW, "signed_in", null, null, new TreeMap<>(), "hash-3");
        writing(() -> {
            log().append(List.of(late), new AuditLog.Head(3, "hash-3", 0, Instant.EPOCH));
            return true;
        });
        assertThat(numbers(AuditSearch.ALL, Optional.empty(), true, 3)).containsExactly(2L, 1L, 3L);
        assertThat(numbers(AuditSearch.ALL, place(1), true, 3)).containsExactly(3L);
        assertThat(numbers(AuditSearch.ALL, Optional.of(AuditLog.position(late)), false, 3))
                .containsExactly(1L, 2L);
        assertThat(looking(() -> log().findFrom(2, 10)))
                .extracting(AuditEntry::number)
                .containsExactly(2L, 3L);
    }

    @Test
    default void finds_entries_by_person_actor_and_event() {
        User ada = Samples.fullUser();
        inOne(() -> store().users().insert(ada));
        String id = ada.id().toString();
        Map<String, String> names = writing(() -> log().pseudonyms(Map.of(id, "pseudonym-1")));
        assertThat(names).containsExactly(Map.entry(id, "pseudonym-1"));
        assertThat(writing(() -> log().pseudonyms(Map.of(id, "pseudonym-2")))).isEqualTo(names);
        assertThat(looking(() -> log().accounts(List.of("pseudonym-1", "pseudonym-9"))))
                .containsExactly(Map.entry("pseudonym-1", id));
        AuditEntry of = entry(1, "signed_in", null, "pseudonym-1");
        AuditEntry by = entry(2, "administered", "pseudonym-1", null);
        AuditEntry other = entry(3, "signed_in", "command line", "pseudonym-9");
        writing(() -> {
            log().lockHead();
            log().append(List.of(of, by, other), new AuditLog.Head(3, "hash-3", 0, Instant.EPOCH));
            return true;
        });
        assertThat(looking(() -> log().find(person(ada.id()), Optional.empty(), true, 10)))
                .containsExactly(of);
        assertThat(looking(() -> log().find(
                                new AuditSearch(
                                        Optional.empty(),
                                        Optional.of(ada.id()),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                true,
                                10)))
                .containsExactly(by);
        assertThat(looking(() -> log().find(
                                new AuditSearch(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("signed_in"),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                true,
                                10)))
                .containsExactly(other, of);
        assertThat(looking(() -> log().find(person(Samples.userId()), Optional.empty(), true, 10)))
                .isEmpty();
    }

    private static AuditSearch person(UserId id) {
        return new AuditSearch(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    default void names_nobody_who_has_no_account_any_more() {
        User ada = Samples.fullUser();
        inOne(() -> store().users().insert(ada));
        String id = ada.id().toString();
        writing(() -> log().pseudonyms(Map.of(id, "pseudonym-1")));
        inOne(() -> store().users().delete(ada.id()));
        assertThat(looking(() -> log().accounts(List.of("pseudonym-1")))).isEmpty();
        assertThat(writing(() -> log().pseudonyms(Map.of(id, "pseudonym-2"))))
                .containsExactly(Map.entry(id, "pseudonym-2"));
        assertThat(looking(() -> log().accounts(List.of("pseudonym-2")))).isEmpty();
        String stranger = new UUID(1, 1).toString();
        assertThat(writing(() -> log().pseudonyms(Map.of(stranger, "pseudonym-3"))))
                .containsKey(stranger);
    }

    @Test
    default void deletes_up_to_a_checkpoint_and_keeps_that_one() {
        append(1, 10);
        AuditCheckpoint first = new AuditCheckpoint(4, NOW.plusSeconds(4), "hash-4", "signature-4");
        AuditCheckpoint second = new AuditCheckpoint(8, NOW.plusSeconds(8), "hash-8", "signature-8");
        writing(() -> {
            log().insertCheckpoint(first);
            log().insertCheckpoint(second);
            return true;
        });
        assertThat(looking(() -> log().findCheckpoint(NOW.plusSeconds(4)))).isEmpty();
        assertThat(looking(() -> log().findCheckpoint(NOW.plusSeconds(8)))).contains(first);
        assertThat(looking(() -> log().findCheckpoints(1, 10))).containsExactly(first, second);
        assertThat(looking(() -> log().findCheckpoints(5, 10))).containsExactly(second);
        AuditCheckpoint beginning = second.signed("the beginning");
        assertThat(writing(() -> log().deleteThrough(beginning))).isEqualTo(8);
        assertThat(looking(() -> log().findCheckpoints(1, 10))).containsExactly(beginning);
        assertThat(looking(() -> log().first())).hasValue(9);
    }
}
