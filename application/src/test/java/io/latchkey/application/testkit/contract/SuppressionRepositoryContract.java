package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for suppressions. */
public interface SuppressionRepositoryContract extends StoreContract {
    private Suppression save(UUID contact, Channel channel, Instant since) {
        return save(new Suppression(contact, channel, SuppressionCause.OPTED_OUT, "acme", "opted-out (21610)", since));
    }

    private Suppression save(Suppression suppression) {
        inOne(() -> store().suppressions().save(suppression));
        return suppression;
    }

    private Optional<Suppression> find(UUID contact, Channel channel) {
        return reading(() -> store().suppressions().find(contact, channel));
    }

    private List<Suppression> all(UUID contact) {
        return reading(() -> store().suppressions().findAll(contact));
    }

    private List<Suppression> changed(Instant since, int most) {
        return reading(() -> store().suppressions().findChanged(since, most));
    }

    @Test
    default void finds_a_suppression_by_contact_and_channel() {
        UUID contact = UUID.randomUUID();
        Suppression sms = save(contact, Channel.SMS, NOW.plusSeconds(1));
        Suppression voice = save(contact, Channel.VOICE, NOW);
        save(UUID.randomUUID(), Channel.WHATSAPP, NOW);
        assertThat(find(contact, Channel.SMS)).contains(sms);
        assertThat(find(contact, Channel.WHATSAPP)).isEmpty();
        assertThat(find(UUID.randomUUID(), Channel.SMS)).isEmpty();
        assertThat(all(contact)).containsExactly(voice, sms);
    }

    @Test
    default void replaces_the_suppression_of_the_same_contact_and_channel() {
        UUID contact = UUID.randomUUID();
        save(contact, Channel.EMAIL, NOW);
        Suppression next = save(new Suppression(
                contact, Channel.EMAIL, SuppressionCause.COMPLAINED, "b".repeat(64), "c".repeat(255), NOW));
        assertThat(find(contact, Channel.EMAIL)).contains(next);
        assertThat(all(contact)).containsExactly(next);
    }

    @Test
    default void finds_no_lifted_suppression_but_tells_that_it_changed() {
        UUID contact = UUID.randomUUID();
        Suppression lifted = save(save(contact, Channel.SMS, NOW).lift(NOW.plusSeconds(9)));
        assertThat(find(contact, Channel.SMS)).isEmpty();
        assertThat(reading(() -> store().suppressions().findAlsoLifted(contact, Channel.SMS)))
                .hasValueSatisfying(
                        remembered -> assertThat(remembered.isLive()).isFalse());
        assertThat(all(contact)).isEmpty();
        assertThat(changed(NOW.plusSeconds(9), 10)).containsExactly(lifted);
        assertThat(changed(NOW.plusSeconds(10), 10)).isEmpty();
        assertThat(find(save(contact, Channel.SMS, NOW.plusSeconds(20)).contact(), Channel.SMS))
                .isPresent();
    }

    @Test
    default void lists_the_newest_changes_first() {
        UUID contact = UUID.randomUUID();
        Suppression first = save(contact, Channel.SMS, NOW);
        Suppression last = save(contact, Channel.VOICE, NOW.plusSeconds(2));
        Suppression middle = save(UUID.randomUUID(), Channel.EMAIL, NOW.plusSeconds(1));
        assertThat(changed(Instant.EPOCH, 10)).containsExactly(last, middle, first);
        assertThat(changed(Instant.EPOCH, 2)).containsExactly(last, middle);
        assertThat(changed(NOW.plusSeconds(1), 10)).containsExactly(last, middle);
    }

    @Test
    default void keeps_one_of_many_suppressions_made_at_once() {
        UUID contact = UUID.randomUUID();
        Parallel.run(16, number -> save(contact, Channel.SMS, NOW.plusSeconds(number)));
        assertThat(all(contact)).hasSize(1);
    }

    private static Probe probe(Instant at) {
        return new Probe(new OtpChallengeId(UUID.randomUUID()), new OutboxMessageId(UUID.randomUUID()), at);
    }

    private Suppression bounce(UUID contact) {
        return save(new Suppression(contact, Channel.EMAIL, SuppressionCause.BOUNCED, "acme", "no mailbox", NOW));
    }

    private boolean isLetThrough(UUID contact, Probe probe, Instant lastBy) {
        return inOne(() -> store().suppressions().probe(contact, Channel.EMAIL, probe, lastBy));
    }

    @Test
    default void lets_one_probe_through_to_an_address_that_bounced_until_its_time_is_over() {
        UUID contact = UUID.randomUUID();
        bounce(contact);
        Probe first = probe(NOW.plusSeconds(5));
        assertThat(isLetThrough(contact, first, NOW)).isTrue();
        assertThat(find(contact, Channel.EMAIL).flatMap(Suppression::probe)).contains(first);
        assertThat(isLetThrough(contact, probe(NOW.plusSeconds(9)), NOW.plusSeconds(4)))
                .isFalse();
        assertThat(find(contact, Channel.EMAIL).flatMap(Suppression::probe)).contains(first);
        Probe second = probe(NOW.plusSeconds(10));
        assertThat(isLetThrough(contact, second, NOW.plusSeconds(5))).isTrue();
        assertThat(find(contact, Channel.EMAIL).flatMap(Suppression::probe)).contains(second);
    }

    @Test
    default void keeps_a_probe_when_the_suppression_is_saved() {
        UUID contact = UUID.randomUUID();
        bounce(contact);
        Probe probe = probe(NOW.plusSeconds(5));
        isLetThrough(contact, probe, NOW);
        Suppression lifted = save(find(contact, Channel.EMAIL).orElseThrow().lift(NOW.plusSeconds(6)));
        assertThat(reading(() -> store().suppressions().findAlsoLifted(contact, Channel.EMAIL)))
                .contains(lifted);
        assertThat(lifted.probe()).contains(probe);
    }

    @Test
    default void lets_no_probe_through_where_nothing_bounced_or_it_is_lifted() {
        UUID contact = UUID.randomUUID();
        assertThat(isLetThrough(contact, probe(NOW), NOW)).isFalse();
        save(contact, Channel.EMAIL, NOW);
        assertThat(isLetThrough(contact, probe(NOW), NOW)).isFalse();
        save(bounce(contact).lift(NOW.plusSeconds(1)));
        assertThat(isLetThrough(contact, probe(NOW), NOW)).isFalse();
        assertThat(find(contact, Channel.EMAIL)).isEmpty();
    }

    @Test
    default void lets_one_of_many_probes_through_that_are_asked_for_at_once() {
        UUID contact = UUID.randomUUID();
        bounce(contact);
        List<Boolean> letThrough =
                Parallel.run(16, number -> isLetThrough(contact, probe(NOW.plusSeconds(number)), NOW.minusSeconds(1)));
        assertThat(letThrough).containsOnlyOnce(true);
    }

    @Test
    default void forgets_what_was_lifted_long_ago() {
        UUID contact = UUID.randomUUID();
        Suppression kept = save(contact, Channel.VOICE, NOW);
        save(save(contact, Channel.SMS, NOW).lift(NOW.plusSeconds(1)));
        assertThat(inOne(() -> store().suppressions().purge(NOW.plusSeconds(1), 100)))
                .isZero();
        assertThat(inOne(() -> store().suppressions().purge(NOW.plusSeconds(2), 100)))
                .isEqualTo(1);
        assertThat(changed(Instant.EPOCH, 10)).containsExactly(kept);
    }
}
