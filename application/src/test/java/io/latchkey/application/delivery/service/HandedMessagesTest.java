package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.QueuedDeliveryWorkers;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandedMessagesTest {
    private static final Duration CLAIM = Fixtures.retryPolicy().claim();
    private static final Duration LONGEST_WAIT = CLAIM.dividedBy(4);

    /** As many as find a place. */
    private static final int PLACES = 200;

    /** One, so that messages are sent in the order in which they are taken. */
    private final QueuedDeliveryWorkers workers = new QueuedDeliveryWorkers(1);

    private final TestApplication app =
            TestApplication.settings().workers(workers).start();
    private final OutboxDispatch here = app.dispatchOutbox;
    private final OutboxDispatch there = app.anotherDispatcher();

    private void request(int number) {
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:" + number), EMAIL, REQUESTER));
    }

    private List<String> sent() {
        return app.gateway.messages().stream()
                .map(OutboundMessage::purpose)
                .flatMap(purpose -> purpose.stream().map(OtpPurpose::value))
                .toList();
    }

    private OutboxMessage message(int number) {
        return app.outbox().get(number);
    }

    /** Runs the tasks of the workers and records their outcomes until nothing is left to do here. */
    private void deliverHere() {
        do {
            workers.runAll();
        } while (here.dispatch() > 0);
    }

    @Test
    void a_new_message_is_started_without_asking_the_store() {
        request(1);
        app.unitOfWork.failNextCommit(new IllegalStateException("the store is asked"));
        assertThat(here.handOver()).isEqualTo(1);
        workers.runAll();
        assertThat(sent()).containsExactly("custom:1");
        assertThatThrownBy(here::settle).hasMessage("the store is asked");
        assertThat(here.settle()).isEqualTo(1);
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void no_other_node_sends_it_before_the_claim_ends() {
        request(1);
        app.clock.advance(CLAIM.minusMillis(1));
        assertThat(there.dispatch()).isZero();
        app.clock.advance(Duration.ofMillis(1));
        assertThat(there.dispatch()).isEqualTo(1);
        assertThat(sent()).containsExactly("custom:1");
    }

    @Test
    void the_node_itself_does_not_send_it_once_another_may() {
        request(1);
        app.clock.advance(CLAIM);
        there.dispatch();
        there.dispatch();
        deliverHere();
        assertThat(sent()).containsExactly("custom:1");
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void a_message_that_waited_too_long_for_a_worker_is_given_back_and_keeps_its_turn() {
        request(1);
        app.clock.advance(LONGEST_WAIT);
        request(2);
        assertThat(here.handOver()).isZero();
        deliverHere();
        assertThat(sent()).containsExactly("custom:1", "custom:2");
    }

    @Test
    void what_waits_too_long_behind_a_slow_provider_is_given_back_to_other_nodes() {
        request(1);
        assertThat(here.handOver()).isEqualTo(1);
        request(2);
        app.clock.advance(LONGEST_WAIT);
        assertThat(here.dispatch()).isZero();
        assertThat(there.dispatch()).isPositive();
        assertThat(sent()).containsExactly("custom:2");
        workers.runAll();
        assertThat(sent()).containsExactly("custom:2", "custom:1");
    }

    @Test
    void a_message_that_waited_less_is_not_given_back() {
        request(1);
        app.clock.advance(LONGEST_WAIT.minusMillis(1));
        assertThat(here.handOver()).isEqualTo(1);
    }

    @Test
    void what_finds_no_place_is_taken_up_by_any_node() {
        for (int i = 0; i <= PLACES; i++) {
            request(i);
        }
        while (there.dispatch() > 0) {
            // The other node sends what it finds.
        }
        assertThat(sent()).containsExactly("custom:" + PLACES);
        deliverHere();
        assertThat(sent()).hasSize(PLACES + 1).doesNotHaveDuplicates();
    }

    @Test
    void nothing_passes_those_that_found_no_place() {
        for (int i = 0; i < PLACES + 10; i++) {
            request(i);
        }
        here.handOver();
        request(PLACES + 10);
        deliverHere();
        assertThat(sent())
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(PLACES + 11)
                        .map(i -> "custom:" + i)
                        .toList());
        request(PLACES + 11);
        assertThat(here.handOver()).isEqualTo(1);
    }

    @Test
    void a_worker_that_is_through_takes_the_next_message_by_itself() {
        request(1);
        request(2);
        assertThat(here.handOver()).isEqualTo(1);
        workers.runAll();
        assertThat(sent()).containsExactly("custom:1", "custom:2");
    }

    /** Lets this node send all that found a place and learn of the hundred that found none, with one worker. */
    private void claimAHundred() {
        for (int i = 0; i < PLACES + 100; i++) {
            request(i);
        }
        here.handOver();
        workers.runAll();
        assertThat(sent()).hasSize(PLACES);
        here.settle();
    }

    @Test
    void who_was_quick_claims_as_many_as_it_finished() {
        claimAHundred();
        assertThat(there.dispatch()).isZero();
        workers.runAll();
        assertThat(sent()).hasSize(PLACES + 100).doesNotHaveDuplicates();
        request(PLACES + 100);
        assertThat(here.handOver()).isEqualTo(1);
    }

    @Test
    void what_was_claimed_and_waits_too_long_is_given_back_once() {
        claimAHundred();
        app.clock.advance(LONGEST_WAIT);
        here.dispatch();
        workers.runAll();
        while (there.dispatch() > 0) {
            // The other node sends what was given back.
        }
        deliverHere();
        assertThat(sent()).hasSize(PLACES + 100).doesNotHaveDuplicates();
    }

    @Test
    void places_of_what_was_claimed_come_back() {
        claimAHundred();
        workers.runAll();
        here.settle();
        for (int i = 0; i < PLACES; i++) {
            request(1_000 + i);
        }
        assertThat(here.isBehind()).isFalse();
        request(2_000);
        assertThat(here.isBehind()).isTrue();
    }

    @Test
    void a_message_that_is_not_stored_takes_no_place() {
        for (int i = 0; i < PLACES; i++) {
            app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
            int number = i;
            assertThatThrownBy(() -> request(number)).hasMessage("no connection");
        }
        request(PLACES);
        assertThat(here.handOver()).isEqualTo(1);
        workers.runAll();
        assertThat(sent()).containsExactly("custom:" + PLACES);
    }

    @Test
    void a_node_that_stops_leaves_to_others_what_it_did_not_start() {
        request(1);
        here.finish();
        request(2);
        assertThat(here.handOver()).isZero();
        while (there.dispatch() > 0) {
            // The other node sends what it finds.
        }
        assertThat(sent()).containsExactly("custom:1", "custom:2");
    }

    @Test
    void the_dispatcher_is_woken_once_for_outcomes_that_it_has_not_taken_yet() {
        request(1);
        request(2);
        here.handOver();
        int wakes = app.trigger.wakes();
        workers.runAll();
        assertThat(app.trigger.wakes()).isEqualTo(wakes + 1);
        here.settle();
        request(3);
        here.handOver();
        workers.runAll();
        assertThat(app.trigger.wakes()).isEqualTo(wakes + 3);
    }

    @Test
    void what_was_sent_is_recorded_also_when_a_claim_is_undone() {
        request(1);
        here.handOver();
        workers.runAll();
        app.unitOfWork.failCommitAfterNext(new IllegalStateException("another node claimed it"));
        assertThatThrownBy(here::dispatch).hasMessage("another node claimed it");
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(here.settle()).isZero();
    }

    @Test
    void a_node_that_stops_records_what_it_sent() {
        request(1);
        here.handOver();
        workers.runAll();
        here.finish();
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
    }
}
