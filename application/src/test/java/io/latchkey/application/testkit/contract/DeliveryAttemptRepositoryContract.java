package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ReceiptTally;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of stores for calls to providers: keeping them, finding them by receipts, counting them. */
public interface DeliveryAttemptRepositoryContract extends StoreContract {
    Instant LATER = NOW.plusSeconds(3600);
    Optional<DeliveryAttemptRepository.Sent> SENT =
            Optional.of(new DeliveryAttemptRepository.Sent(Channel.SMS, "DE", NOW));

    private DeliveryAttemptRepository attempts() {
        return store().attempts();
    }

    private static DeliveryOutcome accepted(String provider, String reference) {
        return new DeliveryOutcome.Accepted(provider, Optional.of(reference));
    }

    private static DeliveryAttempt attempt(
            OutboxMessageId message,
            @Nullable OtpChallengeId challenge,
            String provider,
            String country,
            DeliveryOutcome outcome,
            Instant at) {
        boolean isAccepted = outcome.acceptance().isPresent();
        return new DeliveryAttempt(
                UUID.randomUUID(),
                new DeliveryAttempt.Message(message, challenge, country, "code-sign-in/de", 1),
                provider,
                Channel.SMS,
                outcome,
                isAccepted ? Optional.of(new Cost(75_000, "EUR")) : Optional.empty(),
                at,
                Duration.ofMillis(120));
    }

    private void insert(DeliveryAttempt... made) {
        inOne(() -> attempts().insert(List.of(made)));
    }

    private OutboxMessageId insert(String provider, String country, DeliveryOutcome outcome, Instant at) {
        OutboxMessageId message = new OutboxMessageId(UUID.randomUUID());
        insert(attempt(message, null, provider, country, outcome, at));
        return message;
    }

    private DeliveryAttemptRepository.Match receive(
            String provider, String reference, DeliveryState state, Instant at) {
        return inOne(() -> attempts().receive(provider, new Report(reference, state), at, Instant.EPOCH));
    }

    private List<FunnelRow> funnel() {
        return reading(() -> attempts().funnel(NOW, LATER));
    }

    @Test
    default void finds_what_a_receipt_is_about_and_tells_the_first_one_from_others() {
        OutboxMessageId message = insert("acme", "DE", accepted("acme", "ref-1"), NOW);
        assertThat(receive("acme", "ref-1", DeliveryState.DELIVERED, NOW.plusSeconds(2)))
                .isEqualTo(new DeliveryAttemptRepository.Match(List.of(message), true, SENT));
        assertThat(receive("acme", "ref-1", DeliveryState.FAILED, NOW.plusSeconds(3)))
                .isEqualTo(new DeliveryAttemptRepository.Match(List.of(message), false, SENT));
        assertThat(funnel()).extracting(FunnelRow::delivered, FunnelRow::failed).containsExactly(tuple(1L, 0L));
    }

    @Test
    default void knows_no_receipt_about_what_the_provider_was_not_handed() {
        insert("acme", "DE", accepted("acme", "ref-1"), NOW);
        assertThat(receive("acme", "ref-2", DeliveryState.DELIVERED, NOW).messages())
                .isEmpty();
        assertThat(receive("other", "ref-1", DeliveryState.DELIVERED, NOW).messages())
                .isEmpty();
    }

    @Test
    default void leaves_messages_alone_that_went_before_a_time() {
        OutboxMessageId message = insert("acme", "DE", accepted("acme", "ref-1"), NOW);
        Report report = new Report("ref-1", DeliveryState.DELIVERED);
        Instant later = NOW.plusMillis(1);
        assertThat(inOne(() -> attempts().receive("acme", report, LATER, later)))
                .isEqualTo(new DeliveryAttemptRepository.Match(List.of(), false, Optional.empty()));
        assertThat(inOne(() -> attempts().receive("acme", report, LATER, NOW)))
                .isEqualTo(new DeliveryAttemptRepository.Match(List.of(message), true, SENT));
        List<String> ids = List.of("ref-1", "ref-2");
        assertThat(reading(() -> attempts().taken("acme", ids, NOW))).containsExactly("ref-1");
        assertThat(reading(() -> attempts().taken("acme", ids, later))).isEmpty();
        assertThat(reading(() -> attempts().taken("other", ids, NOW))).isEmpty();
        assertThat(reading(() -> attempts().taken("acme", List.of(), NOW))).isEmpty();
    }

    @Test
    default void finds_messages_about_which_no_receipt_came() {
        OutboxMessageId second = insert("acme", "DE", accepted("acme", "2"), NOW.plusSeconds(2));
        OutboxMessageId first = insert("acme", "DE", accepted("acme", "1"), NOW.plusSeconds(1));
        insert("acme", "DE", accepted("acme", "told"), NOW.plusSeconds(1));
        insert("acme", "DE", accepted("acme", "early"), NOW.minusMillis(1));
        insert("acme", "DE", accepted("acme", "late"), LATER);
        insert("acme", "DE", new DeliveryOutcome.Accepted("acme", Optional.empty()), NOW);
        insert("acme", "DE", new DeliveryOutcome.Unknown("lost answer"), NOW);
        insert("other", "DE", accepted("other", "3"), NOW);
        receive("acme", "told", DeliveryState.DELIVERED, NOW.plusSeconds(10));
        assertThat(reading(() -> attempts().unreported("acme", NOW, LATER, 10)))
                .containsExactly(
                        new DeliveryAttemptRepository.Taken(first, Channel.SMS, "1"),
                        new DeliveryAttemptRepository.Taken(second, Channel.SMS, "2"));
        assertThat(reading(() -> attempts().unreported("acme", NOW, LATER, 1)))
                .extracting(DeliveryAttemptRepository.Taken::message)
                .containsExactly(first);
    }

    @Test
    default void finds_the_message_whose_code_was_used() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage queued = Samples.message(challenge, NOW);
        OutboxMessageId message = queued.id();
        Instant usedAt = NOW.plusSeconds(60);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().challenges().update(challenge.use(usedAt));
            store().outbox().insert(queued);
        });
        insert(
                attempt(message, challenge.id(), "acme", "DE", accepted("acme", "1"), NOW),
                attempt(message, challenge.id(), "acme", "DE", accepted("acme", "2"), NOW.plusSeconds(30)),
                attempt(message, challenge.id(), "acme", "DE", accepted("acme", "3"), NOW.plusSeconds(90)),
                attempt(new OutboxMessageId(UUID.randomUUID()), null, "acme", "DE", accepted("acme", "4"), NOW));
        List<DeliveryAttemptRepository.Use> use = List.of(new DeliveryAttemptRepository.Use(
                new DeliveryAttemptRepository.Taken(message, Channel.SMS, "2"), usedAt));
        Instant after = usedAt.plusMillis(1);
        assertThat(reading(() -> attempts().used("acme", usedAt, after, 10))).isEqualTo(use);
        assertThat(reading(() -> attempts().used("acme", NOW, usedAt, 10))).isEmpty();
        assertThat(reading(() -> attempts().used("acme", after, LATER, 10))).isEmpty();
        assertThat(reading(() -> attempts().used("other", usedAt, after, 10))).isEmpty();
    }

    @Test
    default void tallies_receipts_by_provider_and_country() {
        insert("acme", "DE", accepted("acme", "1"), NOW);
        insert("acme", "DE", accepted("acme", "2"), NOW);
        insert("acme", "DE", accepted("acme", "3"), NOW);
        insert("acme", "DE", new DeliveryOutcome.Unknown("lost answer"), NOW);
        insert("acme", "DE", accepted("acme", "4"), NOW.minusMillis(1));
        insert("acme", "DE", accepted("acme", "5"), LATER);
        insert("acme", "FR", accepted("acme", "6"), NOW);
        receive("acme", "1", DeliveryState.DELIVERED, NOW.plusSeconds(10));
        receive("acme", "2", DeliveryState.DELIVERED, NOW.plusSeconds(11));
        receive("acme", "3", DeliveryState.FAILED, NOW.plusSeconds(1));
        assertThat(reading(() -> attempts().tallyReceipts(NOW, LATER, Duration.ofSeconds(10))))
                .containsExactlyInAnyOrder(
                        new ReceiptTally("acme", "DE", 3, 1, 3), new ReceiptTally("acme", "FR", 1, 0, 0));
    }

    @Test
    default void tallies_nothing_that_tells_no_more_about_the_provider() {
        insert("acme", "DE", accepted("acme", "1"), NOW);
        insert("acme", "DE", accepted("acme", "2"), NOW);
        insert("acme", "DE", accepted("acme", "3"), NOW);
        insert("acme", "DE", accepted("acme", "4"), NOW);
        receive("acme", "1", DeliveryState.ACCEPTED, NOW.plusSeconds(1));
        inOne(() -> attempts()
                .receive(
                        "acme",
                        new Report("2", DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Rejected("landline"))),
                        NOW.plusSeconds(1),
                        Instant.EPOCH));
        inOne(() -> attempts()
                .receive(
                        "acme",
                        new Report("3", DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Declined("filtered"))),
                        NOW.plusSeconds(1),
                        Instant.EPOCH));
        assertThat(reading(() -> attempts().tallyReceipts(NOW, LATER, Duration.ofSeconds(10))))
                .containsExactly(new ReceiptTally("acme", "DE", 2, 0, 1));
    }

    @Test
    default void believes_a_receipt_after_one_that_said_that_nobody_will_ever_tell() {
        insert("acme", "DE", accepted("acme", "1"), NOW);
        assertThat(receive("acme", "1", DeliveryState.ACCEPTED, NOW.plusSeconds(1))
                        .isFirst())
                .isTrue();
        assertThat(receive("acme", "1", DeliveryState.DELIVERED, NOW.plusSeconds(2))
                        .isFirst())
                .isTrue();
        assertThat(receive("acme", "1", DeliveryState.FAILED, NOW.plusSeconds(3))
                        .isFirst())
                .isFalse();
        assertThat(funnel()).extracting(FunnelRow::delivered, FunnelRow::failed).containsExactly(tuple(1L, 0L));
    }

    @Test
    default void counts_a_message_once_however_often_a_provider_was_asked() {
        OutboxMessageId message = new OutboxMessageId(UUID.randomUUID());
        insert(
                attempt(message, null, "acme", "DE", new DeliveryOutcome.Deferred("busy", Optional.empty()), NOW),
                attempt(message, null, "acme", "DE", accepted("acme", "1"), NOW.plusSeconds(1)));
        insert("acme", "DE", new DeliveryOutcome.Rejected("bad-number"), NOW);
        insert("zeta", "DE", new DeliveryOutcome.Declined("permanent"), NOW);
        assertThat(funnel())
                .contains(new FunnelRow(
                        new FunnelRow.Key("zeta", "DE", Channel.SMS, "code-sign-in/de"),
                        new FunnelRow.Counts(1, 0, 0, 1, 0),
                        Optional.empty()));
        assertThat(funnel())
                .filteredOn(row -> row.provider().equals("acme"))
                .extracting(FunnelRow::requested, FunnelRow::accepted, FunnelRow::failed, FunnelRow::cost)
                .containsExactlyInAnyOrder(
                        tuple(1L, 1L, 0L, Optional.of(new Cost(75_000, "EUR"))), tuple(1L, 0L, 1L, Optional.empty()));
    }

    @Test
    default void gives_the_code_that_was_given_back_to_the_last_who_carried_it() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().challenges().update(challenge.use(NOW.plusSeconds(60)));
        });
        OutboxMessageId message = new OutboxMessageId(UUID.randomUUID());
        insert(
                attempt(message, challenge.id(), "first", "DE", accepted("first", "1"), NOW),
                attempt(message, challenge.id(), "second", "DE", accepted("second", "2"), NOW.plusSeconds(30)),
                attempt(message, challenge.id(), "third", "DE", accepted("third", "3"), NOW.plusSeconds(90)));
        assertThat(funnel())
                .extracting(FunnelRow::provider, FunnelRow::verified)
                .contains(tuple("first", 0L), tuple("second", 1L));
    }

    @Test
    default void sums_what_messages_cost() {
        insert("acme", "DE", accepted("acme", "1"), NOW);
        insert("acme", "DE", accepted("acme", "2"), NOW);
        insert("acme", "DE", accepted("acme", "3"), NOW.minusMillis(1));
        assertThat(funnel()).extracting(FunnelRow::cost).containsExactly(Optional.of(new Cost(150_000, "EUR")));
    }

    private void countAhead(Instant minute, Instant first, Instant end) {
        inOne(() -> attempts().countAhead(minute, new CountedSpan(first, end)));
    }

    @Test
    default void counts_the_same_whether_minutes_are_counted_ahead_or_not() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().challenges().update(challenge.use(NOW.plusSeconds(400)));
        });
        Instant from = NOW.truncatedTo(ChronoUnit.MINUTES);
        for (int second = 0; second < 600; second += 25) {
            Instant at = NOW.plusSeconds(second);
            OutboxMessageId message = new OutboxMessageId(UUID.randomUUID());
            String reference = "ref-" + second;
            insert(
                    attempt(message, null, "acme", "DE", new DeliveryOutcome.Deferred("busy", Optional.empty()), at),
                    attempt(message, null, "acme", "DE", accepted("acme", reference), at.plusSeconds(50)),
                    attempt(message, challenge.id(), "zeta", "FR", accepted("zeta", reference), at.plusSeconds(70)));
            receive("acme", reference, second % 50 == 0 ? DeliveryState.DELIVERED : DeliveryState.FAILED, LATER);
        }
        List<Instant> ends = List.of(from.plusSeconds(240), NOW.plusSeconds(333), LATER);
        List<List<FunnelRow>> before = ends.stream()
                .map(end -> reading(() -> attempts().funnel(NOW.plusSeconds(30), end)))
                .toList();
        assertThat(before.get(2)).isNotEmpty();
        Instant first = from.plusSeconds(60);
        for (int minute = 1; minute < 6; minute++) {
            countAhead(from.plusSeconds(minute * 60L), first, from.plusSeconds((minute + 1) * 60L));
        }
        assertThat(reading(() -> attempts().countedAhead())).contains(new CountedSpan(first, from.plusSeconds(360)));
        for (int i = 0; i < ends.size(); i++) {
            Instant end = ends.get(i);
            assertThat(reading(() -> attempts().funnel(NOW.plusSeconds(30), end)))
                    .containsExactlyInAnyOrderElementsOf(before.get(i));
        }
    }

    @Test
    default void knows_when_the_first_call_began() {
        assertThat(reading(() -> attempts().firstAttempt())).isEmpty();
        insert("acme", "DE", accepted("acme", "1"), LATER);
        insert("acme", "DE", accepted("acme", "2"), NOW);
        assertThat(reading(() -> attempts().firstAttempt())).contains(NOW);
    }

    @Test
    default void counts_a_minute_again_with_what_came_in_since() {
        Instant minute = NOW.truncatedTo(ChronoUnit.MINUTES);
        insert("acme", "DE", accepted("acme", "1"), NOW);
        countAhead(minute, minute, minute.plusSeconds(60));
        receive("acme", "1", DeliveryState.DELIVERED, NOW.plusSeconds(300));
        insert("acme", "DE", accepted("acme", "2"), NOW);
        countAhead(minute, minute, minute.plusSeconds(60));
        assertThat(reading(() -> attempts().funnel(minute, minute.plusSeconds(60))))
                .extracting(FunnelRow::requested, FunnelRow::delivered)
                .containsExactly(tuple(2L, 1L));
    }

    @Test
    default void counts_a_message_in_the_span_of_its_first_try() {
        OutboxMessageId message = new OutboxMessageId(UUID.randomUUID());
        insert(
                attempt(message, null, "acme", "DE", new DeliveryOutcome.Deferred("busy", Optional.empty()), NOW),
                attempt(message, null, "acme", "DE", accepted("acme", "1"), LATER));
        assertThat(funnel())
                .extracting(FunnelRow::requested, FunnelRow::accepted)
                .containsExactly(tuple(1L, 1L));
        assertThat(reading(() -> attempts().funnel(LATER, LATER.plusSeconds(3600))))
                .isEmpty();
    }

    @Test
    default void forgets_what_is_old() {
        insert("acme", "DE", accepted("acme", "1"), NOW.minusMillis(1));
        insert("acme", "DE", accepted("acme", "2"), NOW);
        assertThat(inOne(() -> attempts().purge(NOW, 100))).isEqualTo(1);
        assertThat(receive("acme", "1", DeliveryState.DELIVERED, NOW).messages())
                .isEmpty();
        assertThat(receive("acme", "2", DeliveryState.DELIVERED, NOW).messages())
                .hasSize(1);
    }
}
