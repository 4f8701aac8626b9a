package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.EMAIL;
import static io.latchkey.application.testkit.contract.Samples.NOW;
import static io.latchkey.application.testkit.contract.Samples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.Refusals;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of stores for queued messages: keeping them, and giving each to one dispatcher. */
public interface OutboxRepositoryContract extends StoreContract {
    Instant CLAIMED_UNTIL = NOW.plusSeconds(60);

    private OutboxRepository outbox() {
        return store().outbox();
    }

    private OutboxMessage insert(OutboxMessage message) {
        inOne(() -> outbox().insert(message));
        return message;
    }

    private List<OutboxMessage> claim(int limit, Instant now) {
        return inOne(() -> outbox().claim(limit, now, CLAIMED_UNTIL));
    }

    @Test
    default void keeps_who_refused_a_message_for_good() {
        OutboxMessage message = Samples.notice(PHONE, NOW);
        Refusals refusals = Refusals.NONE.by(0, "first").by(1, "second").of(Channel.WHATSAPP);
        inOne(() -> outbox().insert(message));
        inOne(() -> outbox().update(List.of(message.refused(refusals))));
        List<OutboxMessage> found = inOne(() -> outbox().findForUpdate(List.of(message.id())));
        assertThat(found).singleElement().extracting(OutboxMessage::refusals).isEqualTo(refusals);
    }

    @Test
    default void hands_out_a_message_with_every_field() {
        OutboxMessage coded = insert(Samples.message(Samples.challenge(null, 5), NOW));
        OutboxMessage notice = insert(Samples.notice(PHONE, NOW.plusMillis(1)));
        assertThat(claim(10, NOW.plusMillis(1)))
                .containsExactly(coded.claim(CLAIMED_UNTIL), notice.claim(CLAIMED_UNTIL));
    }

    @Test
    default void hands_out_a_message_as_it_was_last_recorded() {
        OutboxMessage tried = insert(Samples.notice(EMAIL, NOW))
                .claim(CLAIMED_UNTIL)
                .retry("provider is throttled", Duration.ofSeconds(2), NOW);
        inOne(() -> outbox().update(List.of(tried)));
        assertThat(claim(10, NOW.plusMillis(1999))).isEmpty();
        assertThat(claim(10, NOW.plusSeconds(2))).containsExactly(tried.claim(CLAIMED_UNTIL));
    }

    @Test
    default void hands_out_a_message_once() {
        insert(Samples.notice(EMAIL, NOW));
        assertThat(claim(10, NOW)).hasSize(1);
        assertThat(claim(10, NOW)).isEmpty();
    }

    @Test
    default void hands_out_a_message_again_when_its_claim_ran_out() {
        OutboxMessage message = insert(Samples.notice(EMAIL, NOW));
        claim(10, NOW);
        assertThat(claim(10, CLAIMED_UNTIL.minusMillis(1))).isEmpty();
        assertThat(claim(10, CLAIMED_UNTIL)).extracting(OutboxMessage::id).containsExactly(message.id());
    }

    @Test
    default void hands_out_nothing_before_it_is_due() {
        insert(Samples.notice(EMAIL, NOW));
        assertThat(claim(10, NOW.minusMillis(1))).isEmpty();
    }

    @Test
    default void hands_out_the_longest_due_first_and_no_more_than_asked_for() {
        List<OutboxMessageId> inOrder = IntStream.of(3, 1, 2, 0)
                .mapToObj(second -> insert(Samples.notice(EMAIL, NOW.plusSeconds(second))))
                .sorted((one, other) -> one.nextAttemptAt().compareTo(other.nextAttemptAt()))
                .map(OutboxMessage::id)
                .toList();
        assertThat(claim(3, NOW.plusSeconds(9)))
                .extracting(OutboxMessage::id)
                .containsExactlyElementsOf(inOrder.subList(0, 3));
        assertThat(claim(3, NOW.plusSeconds(9)))
                .extracting(OutboxMessage::id)
                .containsExactlyElementsOf(inOrder.subList(3, 4));
    }

    @Test
    default void forgets_a_claim_that_was_rolled_back() {
        insert(Samples.notice(EMAIL, NOW));
        try {
            inOne(() -> {
                outbox().claim(10, NOW, CLAIMED_UNTIL);
                throw new IllegalStateException("dispatcher died");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("dispatcher died");
        }
        assertThat(claim(10, NOW)).hasSize(1);
    }

    @Test
    default void never_hands_one_message_to_two_of_many_dispatchers() {
        inOne(() -> IntStream.range(0, 200)
                .forEach(number -> outbox().insert(Samples.notice(EMAIL, NOW.plusMillis(number)))));
        List<List<OutboxMessageId>> perDispatcher = Parallel.run(8, number -> {
            List<OutboxMessageId> taken = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                claim(10, NOW.plusSeconds(1)).forEach(message -> taken.add(message.id()));
            }
            return taken;
        });
        claim(200, NOW.plusSeconds(1)).forEach(left -> perDispatcher.get(0).add(left.id()));
        assertThat(perDispatcher.stream().flatMap(List::stream)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    default void hands_out_no_message_that_was_stored_as_claimed_before_its_claim_ends() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage reserved = insert(Samples.message(challenge, NOW).reserve(CLAIMED_UNTIL));
        assertThat(state(challenge)).isEqualTo(DeliveryState.QUEUED);
        assertThat(claim(10, CLAIMED_UNTIL.minusMillis(1))).isEmpty();
        assertThat(claim(10, CLAIMED_UNTIL)).extracting(OutboxMessage::id).containsExactly(reserved.id());
    }

    @Test
    default void hands_out_at_once_what_was_given_back() {
        OtpChallenge reserved = Samples.challenge(null, 5);
        OtpChallenge taken = Samples.challenge(null, 5);
        OutboxMessage first = insert(Samples.message(reserved, NOW).reserve(CLAIMED_UNTIL));
        insert(Samples.message(taken, NOW));
        OutboxMessage second = claim(1, NOW).get(0).accept("first", "ref-1", 1, NOW.plusSeconds(1));
        inOne(() -> outbox().update(List.of(second)));
        OutboxMessage falling = claim(1, NOW.plusSeconds(1)).get(0);
        inOne(() -> outbox().release(List.of(first.claim(CLAIMED_UNTIL), falling), NOW.plusSeconds(2)));
        assertThat(state(reserved)).isEqualTo(DeliveryState.QUEUED);
        assertThat(state(taken)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(claim(10, NOW.plusSeconds(2)))
                .extracting(OutboxMessage::id)
                .containsExactlyInAnyOrder(first.id(), falling.id());
    }

    @Test
    default void gives_back_nothing_that_another_dispatcher_claimed_since() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = insert(Samples.message(challenge, NOW).reserve(CLAIMED_UNTIL));
        assertThat(inOne(() -> outbox().claim(10, CLAIMED_UNTIL, CLAIMED_UNTIL.plusSeconds(30))))
                .hasSize(1);
        inOne(() -> outbox().release(List.of(message.claim(CLAIMED_UNTIL)), CLAIMED_UNTIL));
        assertThat(claim(10, CLAIMED_UNTIL.plusSeconds(29))).isEmpty();
    }

    @Test
    default void records_what_became_of_several_messages() {
        OtpChallenge accepted = Samples.challenge(null, 5);
        OtpChallenge failed = Samples.challenge(null, 5);
        insert(Samples.message(accepted, NOW));
        insert(Samples.message(failed, NOW.plusMillis(1)));
        List<OutboxMessage> claimed = claim(10, NOW.plusMillis(1));
        inOne(() -> outbox().update(List.of(
                claimed.get(0).accept("primary", "SM123"), claimed.get(1).fail("refused for good"))));
        assertThat(state(accepted)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(state(failed)).isEqualTo(DeliveryState.FAILED);
        assertThat(claim(10, CLAIMED_UNTIL.plusSeconds(3600))).isEmpty();
    }

    private DeliveryState state(OtpChallenge challenge) {
        return reading(() -> outbox().findState(challenge.id())).orElseThrow();
    }

    @Test
    default void tells_the_state_of_the_newest_message_of_a_challenge() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        insert(Samples.message(challenge, NOW));
        List<OutboxMessage> claimed = claim(1, NOW);
        assertThat(state(challenge)).isEqualTo(DeliveryState.SENDING);
        inOne(() -> outbox().update(List.of(claimed.get(0).accept("primary", null))));
        insert(Samples.message(challenge, NOW.plusSeconds(60)));
        assertThat(state(challenge)).isEqualTo(DeliveryState.QUEUED);
        assertThat(reading(() -> outbox().findState(new OtpChallengeId(UUID.randomUUID()))))
                .isEmpty();
    }

    @Test
    default void tells_how_often_a_message_was_tried() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessageId message = insert(Samples.message(challenge, NOW)).id();
        assertThat(reading(() -> outbox().findProgress(challenge.id())))
                .contains(new OutboxRepository.Progress(message, DeliveryState.QUEUED, 0, null));
        List<OutboxMessage> claimed = claim(1, NOW);
        inOne(() -> outbox().update(List.of(claimed.get(0).retry("busy", Duration.ofSeconds(1), NOW))));
        assertThat(reading(() -> outbox().findProgress(challenge.id())))
                .contains(new OutboxRepository.Progress(message, DeliveryState.QUEUED, 1, null));
    }

    @Test
    default void cancels_what_waits_for_its_next_try_and_nothing_else() {
        OtpChallenge waiting = Samples.challenge(null, 5);
        OtpChallenge accepted = Samples.challenge(null, 5);
        insert(Samples.message(accepted, NOW));
        inOne(() -> outbox().update(List.of(claim(1, NOW).get(0).accept("primary", null))));
        insert(Samples.message(waiting, NOW));
        inOne(() -> outbox().cancel(waiting.id()));
        inOne(() -> outbox().cancel(accepted.id()));
        assertThat(state(waiting)).isEqualTo(DeliveryState.FAILED);
        assertThat(state(accepted)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(claim(10, NOW.plusSeconds(3600))).isEmpty();
    }

    @Test
    default void forgets_old_messages_nobody_waits_for() {
        OtpChallenge done = Samples.challenge(null, 5);
        insert(Samples.message(done, NOW));
        inOne(() -> outbox().update(List.of(claim(1, NOW).get(0).accept("primary", null))));
        OutboxMessage waiting = insert(Samples.notice(EMAIL, NOW));

        assertThat(inOne(() -> outbox().purge(NOW, 100))).isZero();
        assertThat(inOne(() -> outbox().purge(NOW.plusMillis(1), 100))).isEqualTo(1);

        assertThat(reading(() -> outbox().findState(done.id()))).isEmpty();
        assertThat(claim(10, NOW)).extracting(OutboxMessage::id).containsExactly(waiting.id());
    }

    @Test
    default void hands_out_a_message_that_waits_for_a_receipt_when_none_came_in_time() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        insert(Samples.message(challenge, NOW));
        OutboxMessage waiting = claim(1, NOW).get(0).accept("first", "ref-1", 1, NOW.plusSeconds(30));
        inOne(() -> outbox().update(List.of(waiting)));
        assertThat(claim(10, NOW.plusSeconds(30).minusMillis(1))).isEmpty();
        assertThat(claim(10, NOW.plusSeconds(30))).containsExactly(waiting.claim(CLAIMED_UNTIL));
        assertThat(state(challenge)).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    default void keeps_what_a_receipt_said_while_a_fall_back_was_under_way() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = insert(Samples.message(challenge, NOW));
        OutboxMessage taken = claim(1, NOW).get(0).accept("first", "ref-1", 1, NOW.plusSeconds(1));
        inOne(() -> outbox().update(List.of(taken)));
        OutboxMessage falling = claim(1, NOW.plusSeconds(1)).get(0);
        inOne(() -> outbox().update(outbox().findForUpdate(List.of(message.id())).stream()
                .map(found -> found.receive("first", "ref-1", DeliveryState.DELIVERED, NOW))
                .toList()));
        inOne(() -> outbox().update(List.of(falling.accept("second", "ref-2", 2, NOW.plusSeconds(2)))));
        assertThat(state(challenge)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(claim(10, CLAIMED_UNTIL.plusSeconds(3600))).isEmpty();
    }

    @Test
    default void hands_out_at_once_what_a_receipt_says_did_not_arrive() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = insert(Samples.message(challenge, NOW));
        OutboxMessage taken = claim(1, NOW).get(0).accept("first", "ref-1", 1, NOW.plusSeconds(30));
        inOne(() -> outbox().update(List.of(taken)));
        OutboxMessage lost = taken.receive("first", "ref-1", DeliveryState.FAILED, NOW.plusSeconds(1));
        inOne(() -> outbox().update(List.of(lost)));
        assertThat(inOne(() -> outbox().findForUpdate(List.of(message.id())))).containsExactly(lost);
        assertThat(claim(1, NOW.plusSeconds(1))).containsExactly(lost.claim(CLAIMED_UNTIL));
        inOne(() -> outbox().update(List.of(lost.fail("nobody"))));
        assertThat(state(challenge)).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    default void finds_messages_by_their_ids_and_leaves_out_what_there_is_not() {
        OutboxMessage one = insert(Samples.notice(EMAIL, NOW));
        OutboxMessage other = insert(Samples.notice(PHONE, NOW));
        insert(Samples.notice(PHONE, NOW));
        OutboxMessageId nobody = new OutboxMessageId(UUID.randomUUID());
        assertThat(inOne(() -> outbox().findForUpdate(List.of(one.id(), nobody, other.id()))))
                .containsExactlyInAnyOrder(one, other);
        assertThat(inOne(() -> outbox().findForUpdate(List.of()))).isEmpty();
    }

    @Test
    default void cancels_a_fall_back_and_keeps_the_message_accepted() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        insert(Samples.message(challenge, NOW));
        OutboxMessage taken = claim(1, NOW).get(0).accept("first", "ref-1", 1, NOW.plusSeconds(1));
        inOne(() -> outbox().update(List.of(taken)));
        inOne(() -> outbox().cancel(challenge.id()));
        assertThat(state(challenge)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(claim(10, NOW.plusSeconds(3600))).isEmpty();
    }

    @Test
    default void keeps_the_channel_that_was_chosen_for_a_message() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage routed = Samples.message(challenge, NOW);
        OutboxMessage.Envelope plain = routed.envelope();
        OutboxMessage chosen = insert(OutboxMessage.queue(
                routed.id(),
                new OutboxMessage.Envelope(
                        plain.kind(),
                        plain.code(),
                        plain.contact(),
                        plain.locale(),
                        plain.decoy(),
                        plain.createdAt(),
                        plain.deadline(),
                        Channel.VOICE)));
        assertThat(reading(() -> outbox().findProgress(challenge.id())))
                .contains(new OutboxRepository.Progress(chosen.id(), DeliveryState.QUEUED, 0, Channel.VOICE));
        assertThat(claim(10, NOW)).singleElement().satisfies(claimed -> {
            assertThat(claimed.id()).isEqualTo(chosen.id());
            assertThat(claimed.channel()).isEqualTo(Channel.VOICE);
        });
    }

    @Test
    default void hands_out_soon_what_a_clock_ahead_put_off() {
        Duration claim = Duration.ofSeconds(30);
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        OutboxMessage claimed = insert(Samples.notice(EMAIL, NOW));
        inOne(() -> outbox().claim(10, NOW, tomorrow));
        OutboxMessage ahead = insert(Samples.notice(EMAIL, tomorrow));
        OutboxMessage waiting = insert(Samples.notice(EMAIL, NOW.plusSeconds(10)));
        assertThat(inOne(() -> outbox().capWaits(NOW, claim))).isEqualTo(2);
        assertThat(claim(10, NOW)).extracting(OutboxMessage::id).containsExactly(ahead.id());
        assertThat(claim(10, NOW.plusSeconds(10))).extracting(OutboxMessage::id).containsExactly(waiting.id());
        assertThat(claim(10, NOW.plus(claim))).extracting(OutboxMessage::id).contains(claimed.id());
    }
}
