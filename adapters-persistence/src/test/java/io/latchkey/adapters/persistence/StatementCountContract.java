package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.adapters.persistence.shared.StatementStatistics;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.testkit.contract.Samples;
import io.latchkey.application.testkit.contract.StoreContract;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counts the statements of the busiest paths through the store. */
interface StatementCountContract extends StoreContract {
    Instant NOW = Samples.NOW;

    StatementStatistics statistics();

    /** Statements that add a code and its message. */
    int statementsOfACodeAndItsMessage();

    private long statementsOf(Runnable work) {
        long before = statistics().statements();
        work.run();
        return statistics().statements() - before;
    }

    private User insertUser() {
        User user = User.register(
                new UserId(UUID.randomUUID()),
                new Username("ada"),
                null,
                null,
                Samples.PHONE,
                null,
                Locale.ENGLISH,
                NOW);
        inOne(() -> store().users().insert(user));
        return user;
    }

    private static ThrottleCharge charge(int quota) {
        return new ThrottleCharge(UUID.randomUUID(), new ThrottleLimit("test", quota, Duration.ofMinutes(1)));
    }

    @Test
    default void takes_a_call_in_one_statement() {
        List<ThrottleCharge> charges = List.of(charge(9), charge(9), charge(9), charge(9), charge(9));
        assertThat(statementsOf(() -> inOne(() -> store().throttles().take(charges, NOW))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().throttles().take(charges, NOW))))
                .isEqualTo(1);
    }

    @Test
    default void gives_a_refused_call_back_in_a_second_statement() {
        List<ThrottleCharge> charges = List.of(charge(1), charge(9));
        inOne(() -> store().throttles().take(charges, NOW));
        assertThat(statementsOf(() -> inOne(() -> store().throttles().take(charges, NOW))))
                .isEqualTo(2);
    }

    @Test
    default void locks_a_challenge_with_its_account_in_one_statement() {
        User user = insertUser();
        OtpChallenge challenge = Samples.challenge(user.id(), 5);
        assertThat(statementsOf(() -> inOne(() -> store().challenges().insert(challenge))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().challenges().findForUpdate(challenge.id()))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().challenges().update(challenge))))
                .isEqualTo(1);
    }

    @Test
    default void adds_a_code_and_its_message_at_once() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = Samples.notice(Samples.PHONE, NOW);
        assertThat(statementsOf(() -> inOne(() -> {
                    store().challenges().insert(challenge);
                    store().outbox().insert(message);
                })))
                .isEqualTo(statementsOfACodeAndItsMessage());
        assertThat(reading(() -> store().challenges().find(challenge.id()))).contains(challenge);
        assertThat(inOne(() -> store().outbox().findForUpdate(List.of(message.id()))))
                .containsExactly(message);
    }

    /** Whoever reads in the same unit of work sees what was added before. */
    @Test
    default void adds_a_code_before_the_next_statement() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        inOne(() -> {
            store().challenges().insert(challenge);
            assertThat(store().challenges().find(challenge.id())).contains(challenge);
        });
    }

    @Test
    default void saves_neither_code_nor_message_when_one_of_them_fails() {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = Samples.notice(Samples.PHONE, NOW);
        inOne(() -> store().outbox().insert(message));
        long commits = statistics().commits();
        assertThatThrownBy(() -> inOne(() -> {
                    store().challenges().insert(challenge);
                    store().outbox().insert(message);
                }))
                .isInstanceOf(ConstraintViolatedException.class);
        assertThat(statistics().commits()).isEqualTo(commits);
        assertThat(reading(() -> store().challenges().find(challenge.id()))).isEmpty();
    }

    @Test
    default void reads_a_session_with_its_account_in_one_statement_and_no_commit() {
        User user = insertUser();
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                user.id(),
                new Session.Start(NOW, NOW, NOW.plusSeconds(300), List.of("pwd"), new Session.Origin("native", "", "")),
                new Session.Progress(0, NOW, null));
        inOne(() -> store().sessions().insert(session));
        long commits = statistics().transactions();
        assertThat(statementsOf(() -> assertThat(
                                reading(() -> store().sessions().find(session.id())))
                        .isPresent()))
                .isEqualTo(1);
        assertThat(statistics().transactions()).isEqualTo(commits);
        assertThat(statementsOf(() -> inOne(() -> store().sessions().compareAndSet(session, session.end(NOW)))))
                .isEqualTo(1);
    }

    @Test
    default void reads_an_account_with_its_failures_in_one_statement() {
        User user = insertUser();
        UUID account = user.id().value();
        UUID origin = UUID.randomUUID();
        Keys keys = new Keys(account, UUID.randomUUID(), origin);
        LoginName login = new LoginName.ByUsername(new Username("ada"));
        Counters counters =
                new Counters(new SignInFailures(1, NOW), SignInFailures.NONE, new SignInFailures(1, Instant.EPOCH));
        assertThat(statementsOf(() -> reading(() -> store().failures().find(login, account, origin, Lane.STRANGERS))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> reading(() -> store().users().findByLogin(login))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().failures().reset(keys, NOW))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().failures().findForUpdate(keys))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().failures().save(keys, counters, NOW))))
                .isEqualTo(1);
        assertThat(statementsOf(() -> inOne(() -> store().failures().reset(keys, NOW))))
                .isEqualTo(1);
    }

    @Test
    default void reads_a_credential_with_its_account_in_one_statement() {
        User user = insertUser();
        inOne(() -> store().credentials()
                .insert(new ApiCredential(
                        new ApiCredentialId(UUID.randomUUID()),
                        user.id(),
                        "ci",
                        "lk_1",
                        "0",
                        Set.of(),
                        new ApiCredential.Validity(NOW, null, null))));
        assertThat(statementsOf(
                        () -> assertThat(reading(() -> store().credentials().findByKey("lk_1")))
                                .isPresent()))
                .isEqualTo(1);
    }

    @Test
    default void claims_and_records_many_messages_in_three_statements() {
        inOne(() ->
                IntStream.range(0, 20).forEach(number -> store().outbox().insert(Samples.notice(Samples.PHONE, NOW))));
        assertThat(statementsOf(() -> inOne(() -> {
                    List<OutboxMessage> claimed = store().outbox().claim(20, NOW, NOW.plusSeconds(60));
                    assertThat(claimed).hasSize(20);
                    store().outbox()
                            .update(claimed.stream()
                                    .map(message -> message.accept("primary", null))
                                    .toList());
                })))
                .isEqualTo(3);
    }

    @Test
    default void records_many_calls_to_providers_in_one_statement_and_a_receipt_in_four() {
        OutboxMessage message = Samples.notice(Samples.PHONE, NOW);
        List<DeliveryAttempt> calls = IntStream.range(0, 20)
                .mapToObj(number -> new DeliveryAttempt(
                        UUID.randomUUID(),
                        new DeliveryAttempt.Message(message.id(), null, "DE", "password-changed/en", 1),
                        "acme",
                        Channel.SMS,
                        new DeliveryOutcome.Accepted("acme", Optional.of("ref-" + number)),
                        Optional.empty(),
                        NOW,
                        Duration.ofMillis(100)))
                .toList();
        assertThat(statementsOf(() -> inOne(() -> store().attempts().insert(calls))))
                .isEqualTo(1);
        inOne(() -> store().outbox().insert(message));
        assertThat(statementsOf(() -> inOne(() -> {
                    var match = store().attempts()
                            .receive("acme", new Report("ref-7", DeliveryState.DELIVERED), NOW, Instant.EPOCH);
                    store().outbox()
                            .update(store().outbox().findForUpdate(match.messages()).stream()
                                    .map(found -> found.receive("acme", "ref-7", DeliveryState.DELIVERED, NOW))
                                    .toList());
                })))
                .isEqualTo(4);
    }

    @Test
    default void uses_the_nonce_of_a_receipt_in_one_statement() {
        for (UUID content : List.of(new UUID(1, 1), new UUID(2, 2))) {
            assertThat(statementsOf(() ->
                            inOne(() -> store().receiptNonces().use(new ReceiptNonce(new UUID(0, 1), content, NOW)))))
                    .isEqualTo(1);
        }
    }

    @Test
    default void commits_once_per_unit_of_work() {
        long before = statistics().commits();
        inOne(() -> {
            insertUser();
            inOne(() -> store().throttles().take(List.of(charge(1)), NOW));
        });
        assertThat(statistics().commits() - before).isEqualTo(1);
    }
}
