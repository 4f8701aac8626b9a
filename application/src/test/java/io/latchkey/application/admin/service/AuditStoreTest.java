package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.testkit.PlainAuditSeals;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.admin.AuditVerdict;
import io.latchkey.domain.admin.AuditVerdict.Broken;
import io.latchkey.domain.admin.AuditVerdict.Fault;
import io.latchkey.domain.admin.AuditVerdict.Intact;
import io.latchkey.domain.user.User;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chain of the audit store. */
class AuditStoreTest {
    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final AuditLog log = app.adminStores.auditLog();
    private final Act auditor = people.by("auditor");

    private void keep(int events) {
        app.admin.keepAudit.keep(IntStream.range(0, events)
                .mapToObj(number ->
                        new AuditRecord(app.clock.instant(), "signed_in", Map.of("network", "192.0.2." + number)))
                .toList());
        app.clock.advance(Duration.ofMinutes(1));
    }

    private Administered<AuditVerdict> verify() {
        return app.admin.readAudit.verify(auditor, List.of(), looked -> {});
    }

    private Administered<AuditVerdict> verifyWithLog() {
        return app.admin.readAudit.verify(auditor, app.witnessed, looked -> {});
    }

    private static Administered<AuditVerdict> verdict(AuditVerdict verdict) {
        return new Administered.Done<>(verdict);
    }

    private void alter(long number, UnaryOperator<AuditEntry> change) {
        app.unitOfWork.execute(() -> {
            AuditEntry entry = log.findFrom(number, 1).get(0);
            log.append(List.of(change.apply(entry)), log.head());
            return true;
        });
    }

    private static AuditEntry otherwise(AuditEntry entry) {
        return new AuditEntry(
                entry.number(),
                entry.at(),
                entry.event(),
                entry.actor(),
                entry.person(),
                new TreeMap<>(Map.of("network", "198.51.100.1")),
                entry.hash());
    }

    @Test
    void an_untouched_store_is_intact() {
        assertThat(verify()).isEqualTo(verdict(new Intact(0, 0)));
        keep(3);
        keep(1500);
        keep(2);
        List<Long> progress = new ArrayList<>();
        assertThat(app.admin.readAudit.verify(auditor, List.of(), progress::add))
                .isEqualTo(verdict(new Intact(1505, 3)));
        assertThat(progress).containsExactly(1000L, 1505L);
    }

    @Test
    void keeps_the_beginning_of_a_detail_of_many_lines_as_one_line() {
        String reason = "a file cannot be read:\r\n\tline 7" + "x".repeat(5000);
        app.admin.keepAudit.keep(
                List.of(new AuditRecord(app.clock.instant(), "delivery_change_refused", Map.of("reason", reason))));
        AuditEntry entry = app.unitOfWork.read(() -> log.findFrom(1, 1)).get(0);
        assertThat(entry.details().get("reason"))
                .startsWith("a file cannot be read: line 7")
                .hasSize(500);
        assertThat(verify()).isEqualTo(verdict(new Intact(1, 1)));
    }

    @Test
    void signs_the_last_entries_though_nothing_follows_them() {
        keep(1);
        app.clock.advance(Duration.ofSeconds(-30));
        keep(3);
        assertThat(verify()).isEqualTo(verdict(new Intact(4, 1)));
        for (int round = 0; round < 2; round++) {
            assertThat(app.admin.keepAudit.purge(5000)).isZero();
            assertThat(verify()).isEqualTo(verdict(new Intact(4, 2)));
        }
    }

    @Test
    void exports_entries_in_their_order_and_reads_them_no_earlier_than_they_are_taken() {
        keep(2500);
        Stream<AuditEntry> entries =
                ((Administered.Done<Stream<AuditEntry>>) app.admin.readAudit.export(auditor, AuditSearch.ALL)).result();
        keep(1);
        assertThat(entries.map(AuditEntry::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2501).boxed().toList());
    }

    @Test
    void what_was_cut_off_with_its_checkpoints_is_told_by_a_checkpoint_that_was_kept_elsewhere() {
        keep(3);
        AuditLog.Head then = app.unitOfWork.read(log::head);
        keep(5);
        assertThat(app.witnessed).extracting(AuditCheckpoint::number).containsExactly(3L, 8L);
        assertThat(verifyWithLog()).isEqualTo(verdict(new Intact(8, 2)));
        app.unitOfWork.execute(() -> {
            app.store.cutAudit(3);
            log.append(List.of(), then);
            return true;
        });
        assertThat(verify()).isEqualTo(verdict(new Intact(3, 1)));
        assertThat(verifyWithLog()).isEqualTo(verdict(new Broken(8, Fault.MISSING)));
        keep(7);
        assertThat(verifyWithLog()).as("other entries in their place").isEqualTo(verdict(new Broken(8, Fault.MISSING)));
    }

    @Test
    void a_store_that_was_emptied_is_told_by_a_checkpoint_that_was_kept_elsewhere() {
        keep(3);
        app.unitOfWork.execute(() -> {
            app.store.cutAudit(0);
            log.append(List.of(), new AuditLog.Head(0, AuditEntry.GENESIS, 0, Instant.EPOCH));
            return true;
        });
        assertThat(verify()).isEqualTo(verdict(new Intact(0, 0)));
        assertThat(verifyWithLog()).isEqualTo(verdict(new Broken(3, Fault.MISSING)));
    }

    @Test
    void a_checkpoint_that_this_service_did_not_sign_is_told() {
        keep(3);
        AuditCheckpoint made = new AuditCheckpoint(3, app.clock.instant(), "abc", "forged");
        assertThat(app.admin.readAudit.verify(auditor, List.of(made), looked -> {}))
                .isEqualTo(verdict(new Broken(3, Fault.UNSIGNED)));
    }

    @Test
    void a_checkpoint_of_entries_that_were_kept_long_enough_says_nothing() {
        keep(3);
        keep(3);
        app.clock.advance(Duration.ofDays(401));
        keep(3);
        assertThat(app.admin.keepAudit.purge(5000)).isPositive();
        assertThat(verifyWithLog())
                .isInstanceOfSatisfying(
                        Administered.Done.class,
                        done -> assertThat(done.result()).isInstanceOf(Intact.class));
    }

    @Test
    void an_altered_entry_is_named() {
        keep(1200);
        alter(1100, AuditStoreTest::otherwise);
        assertThat(verify()).isEqualTo(verdict(new Broken(1100, Fault.ALTERED)));
    }

    @Test
    void an_entry_whose_hash_was_made_anew_is_told_by_the_next_one() {
        keep(10);
        PlainAuditSeals seals = new PlainAuditSeals();
        String before = app.unitOfWork.read(() -> log.findFrom(4, 1)).get(0).hash();
        alter(5, entry -> otherwise(entry).sealed(seals.hash(before, otherwise(entry))));
        assertThat(verify()).isEqualTo(verdict(new Broken(6, Fault.ALTERED)));
    }

    @Test
    void a_chain_that_was_made_anew_is_told_by_its_checkpoint() {
        keep(2);
        PlainAuditSeals seals = new PlainAuditSeals();
        String[] last = {AuditEntry.GENESIS};
        for (long number = 1; number <= 2; number++) {
            alter(number, entry -> {
                AuditEntry forged = otherwise(entry).sealed(seals.hash(last[0], otherwise(entry)));
                last[0] = forged.hash();
                return forged;
            });
        }
        assertThat(verify()).isEqualTo(verdict(new Broken(2, Fault.REWRITTEN)));
        app.unitOfWork.execute(() -> {
            AuditCheckpoint checkpoint = log.findCheckpoints(1, 1).get(0);
            log.insertCheckpoint(new AuditCheckpoint(2, checkpoint.at(), last[0], "a forged signature"));
            return true;
        });
        assertThat(verify()).isEqualTo(verdict(new Broken(2, Fault.UNSIGNED)));
    }

    @Test
    void entries_that_are_cut_off_are_missing() {
        keep(3);
        app.unitOfWork.execute(() -> {
            String signature =
                    new PlainAuditSeals().sign(AuditCheckpoint.statement(5, app.clock.instant(), "its hash"));
            log.insertCheckpoint(new AuditCheckpoint(5, app.clock.instant(), "its hash", signature));
            return true;
        });
        assertThat(verify()).isEqualTo(verdict(new Broken(4, Fault.MISSING)));
    }

    @Test
    void what_is_kept_stays_provable_when_the_oldest_are_deleted() {
        keep(5);
        keep(5);
        app.clock.advance(Duration.ofDays(400));
        assertThat(app.admin.keepAudit.purge(5000)).isEqualTo(10);
        assertThat(verify()).isEqualTo(verdict(new Intact(0, 0)));
        keep(4);
        assertThat(verify()).isEqualTo(verdict(new Intact(4, 1)));
        assertThat(app.admin.keepAudit.purge(5000)).isZero();
    }

    @Test
    void the_oldest_are_deleted_in_portions_that_end_at_checkpoints() {
        keep(5);
        keep(5);
        keep(5);
        app.clock.advance(Duration.ofDays(400));
        assertThat(app.admin.keepAudit.purge(3)).isEqualTo(5);
        assertThat(verify()).isEqualTo(verdict(new Intact(10, 2)));
        assertThat(app.admin.keepAudit.purge(6)).isEqualTo(10);
        assertThat(app.admin.keepAudit.purge(6)).isZero();
        assertThat(verify()).isEqualTo(verdict(new Intact(0, 0)));
    }

    /** The store, where something happens each time that a method answered, until nothing changes any more. */
    private AuditLog meanwhile(String method, Runnable happens) {
        return (AuditLog) Proxy.newProxyInstance(
                AuditLog.class.getClassLoader(), new Class<?>[] {AuditLog.class}, (proxy, called, arguments) -> {
                    Object answer = called.invoke(log, arguments);
                    if (called.getName().equals(method)) {
                        happens.run();
                    }
                    return answer;
                });
    }

    private AuditVerdict verdictOf(AuditLog looked) {
        return AuditChainWalk.over(looked, new PlainAuditSeals(), app.unitOfWork, List.of(), entries -> {});
    }

    @Test
    void what_is_kept_during_a_look_is_neither_altered_nor_missing() {
        for (String method : List.of("first", "head", "find", "findCheckpoints")) {
            keep(3);
            assertThat(verdictOf(meanwhile(method, () -> keep(2)))).as(method).isInstanceOf(Intact.class);
        }
    }

    @Test
    void what_is_deleted_during_a_look_is_not_missing() {
        for (String method : List.of("first", "head", "find", "findCheckpoints")) {
            keep(1500);
            keep(3);
            app.clock.advance(Duration.ofDays(401));
            keep(1100);
            assertThat(verdictOf(meanwhile(method, () -> app.admin.keepAudit.purge(5000))))
                    .as(method)
                    .isInstanceOf(Intact.class);
        }
    }

    @Test
    void the_oldest_are_missing_when_somebody_else_deleted_them() {
        keep(5);
        keep(5);
        app.unitOfWork.execute(() -> log.deleteThrough(log.findCheckpoints(1, 1).get(0)));
        assertThat(verify()).isEqualTo(verdict(new Broken(5, Fault.MISSING)));
    }

    @Test
    void people_have_pseudonyms_that_lead_to_nobody_once_they_are_erased() {
        User ada = people.person();
        app.admin.keepAudit.keep(List.of(new AuditRecord(
                app.clock.instant(), "signed_in", Map.of("user", ada.id().toString()))));
        AuditEntry entry = app.unitOfWork.read(() -> log.findFrom(1, 1)).get(0);
        assertThat(entry.person()).isNotNull().isNotEqualTo(ada.id().toString());
        assertThat(app.unitOfWork.read(() -> log.accounts(List.of(entry.person()))))
                .containsValue(ada.id().toString());
        app.admin.userStanding.erase(people.by("admin"), ada.id());
        assertThat(app.unitOfWork.read(() -> log.accounts(List.of(entry.person()))))
                .isEmpty();
        assertThat(verify()).isEqualTo(verdict(new Intact(1, 1)));
    }
}
