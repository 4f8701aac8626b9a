package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.EMAIL;
import static io.latchkey.application.testkit.contract.Samples.NOW;
import static io.latchkey.application.testkit.contract.Samples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How wrong passwords are counted. */
public interface SignInFailureRepositoryContract extends StoreContract {
    Counters NO_FAILURES = new Counters(SignInFailures.NONE, SignInFailures.NONE);

    private SignInFailureRepository failures() {
        return store().failures();
    }

    private static LoginName login(String username) {
        return new LoginName.ByUsername(new Username(username));
    }

    private Counters read(UUID account, UUID origin) {
        return inOne(() -> failures().findForUpdate(account, origin));
    }

    private void save(UUID account, UUID origin, Counters counters) {
        inOne(() -> failures().save(account, origin, counters, NOW));
    }

    private static Counters counters(int fromOrigin, Instant originLockedUntil, int overall) {
        return new Counters(
                new SignInFailures(fromOrigin, originLockedUntil), new SignInFailures(overall, Instant.EPOCH));
    }

    @Test
    default void finds_an_account_without_failures() {
        User user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        Target expected = new Target(Optional.of(user), user.id().value(), NO_FAILURES);
        UUID unknown = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        assertThat(reading(() -> failures().find(login("ADA.LOVELACE"), unknown, origin)))
                .isEqualTo(expected);
        assertThat(reading(() -> failures().find(new LoginName.ByContact(EMAIL), unknown, origin)))
                .isEqualTo(expected);
        assertThat(reading(() -> failures().find(new LoginName.ByContact(PHONE), unknown, origin)))
                .isEqualTo(expected);
    }

    @Test
    default void finds_an_account_with_its_failures_from_the_origin_and_overall() {
        User user = Samples.fullUser();
        UUID origin = UUID.randomUUID();
        UUID otherOrigin = UUID.randomUUID();
        UUID account = user.id().value();
        inOne(() -> store().users().insert(user));
        save(account, otherOrigin, counters(2, Instant.EPOCH, 2));
        Counters counters = counters(3, NOW.plusMillis(5), 5);
        save(account, origin, counters);
        assertThat(reading(() -> failures().find(login("ada.lovelace"), UUID.randomUUID(), origin)))
                .isEqualTo(new Target(Optional.of(user), account, counters));
        assertThat(reading(() -> failures().find(login("ada.lovelace"), UUID.randomUUID(), otherOrigin))
                        .counters())
                .isEqualTo(counters(2, Instant.EPOCH, 5));
    }

    @Test
    default void finds_failures_of_a_login_nobody_has() {
        UUID unknown = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        Counters counters = counters(3, NOW, 4);
        save(unknown, origin, counters);
        assertThat(reading(() -> failures().find(login("nobody"), unknown, origin)))
                .isEqualTo(new Target(Optional.empty(), unknown, counters));
        assertThat(reading(() -> failures().find(new LoginName.Unusable("??"), unknown, origin)))
                .isEqualTo(new Target(Optional.empty(), unknown, counters));
    }

    @Test
    default void does_not_take_a_claimed_contact_for_a_login() {
        inOne(() -> store().users().insert(Samples.user("ada", EMAIL, null)));
        UUID unknown = UUID.randomUUID();
        assertThat(reading(() -> failures().find(new LoginName.ByContact(EMAIL), unknown, UUID.randomUUID())))
                .isEqualTo(new Target(Optional.empty(), unknown, NO_FAILURES));
    }

    @Test
    default void reads_no_failures_where_none_were_saved() {
        assertThat(read(UUID.randomUUID(), UUID.randomUUID())).isEqualTo(NO_FAILURES);
    }

    @Test
    default void reads_back_what_was_saved_last() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(1, Instant.EPOCH, 1));
        save(account, origin, counters(2, NOW, 7));
        assertThat(read(account, origin)).isEqualTo(counters(2, NOW, 7));
    }

    @Test
    default void counts_every_parallel_failure_from_one_origin() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        Parallel.run(24, number -> {
            countOne(account, origin);
            return number;
        });
        assertThat(read(account, origin)).isEqualTo(counters(24, Instant.EPOCH, 24));
    }

    @Test
    default void counts_every_parallel_failure_overall() {
        UUID account = UUID.randomUUID();
        Parallel.run(24, number -> {
            countOne(account, UUID.randomUUID());
            return number;
        });
        assertThat(read(account, UUID.randomUUID())).isEqualTo(counters(0, Instant.EPOCH, 24));
    }

    private void countOne(UUID account, UUID origin) {
        inOne(() -> {
            Counters before = failures().findForUpdate(account, origin);
            failures()
                    .save(
                            account,
                            origin,
                            new Counters(
                                    before.fromOrigin().countOnly(),
                                    before.overall().countOnly()),
                            NOW);
        });
    }

    @Test
    default void sets_back_counters_that_are_not_locked() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        UUID otherOrigin = UUID.randomUUID();
        save(account, otherOrigin, counters(4, NOW.plusSeconds(60), 4));
        save(account, origin, counters(3, NOW, 7));
        assertThat(inOne(() -> failures().reset(account, origin, NOW))).isTrue();
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
        assertThat(read(account, otherOrigin)).isEqualTo(counters(4, NOW.plusSeconds(60), 0));
    }

    @Test
    default void has_nothing_to_set_back_without_failures() {
        assertThat(inOne(() -> failures().reset(UUID.randomUUID(), UUID.randomUUID(), NOW)))
                .isTrue();
    }

    @Test
    default void leaves_a_locked_counter_as_it_is() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(3, NOW.plusMillis(1), 7));
        assertThat(inOne(() -> failures().reset(account, origin, NOW))).isFalse();
        assertThat(read(account, origin)).isEqualTo(counters(3, NOW.plusMillis(1), 0));
    }

    @Test
    default void leaves_an_account_stopped_whose_failures_reached_the_most_there_may_be() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(3, Instant.EPOCH, User.MAX_CONSECUTIVE_FAILURES));
        assertThat(inOne(() -> failures().reset(account, origin, NOW))).isFalse();
        assertThat(read(account, origin).overall().isStopped()).isTrue();
    }

    @Test
    default void forgets_the_failures_of_an_account_from_everywhere() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        UUID otherOrigin = UUID.randomUUID();
        UUID stranger = UUID.randomUUID();
        save(account, origin, counters(3, NOW.plusSeconds(60), 100));
        save(account, otherOrigin, counters(3, NOW.plusSeconds(60), 100));
        save(stranger, origin, counters(1, NOW, 1));
        inOne(() -> failures().forget(account));
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
        assertThat(read(account, otherOrigin)).isEqualTo(NO_FAILURES);
        assertThat(read(stranger, origin)).isEqualTo(counters(1, NOW, 1));
    }

    @Test
    default void forgets_counters_nobody_touched_for_long() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(1, NOW, 1));
        assertThat(inOne(() -> failures().purge(NOW))).isZero();
        assertThat(inOne(() -> failures().purge(NOW.plusMillis(1)))).isPositive();
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
    }
}
