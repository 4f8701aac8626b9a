package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.EMAIL;
import static io.latchkey.application.testkit.contract.Samples.NOW;
import static io.latchkey.application.testkit.contract.Samples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for counts of wrong passwords. */
public interface SignInFailureRepositoryContract extends StoreContract {
    Counters NO_FAILURES = Counters.NONE;

    private SignInFailureRepository failures() {
        return store().failures();
    }

    /** The digest of a login of this account. */
    private static UUID loginKey(UUID account) {
        return new UUID(~account.getMostSignificantBits(), account.getLeastSignificantBits());
    }

    private static Keys keys(UUID account, UUID origin) {
        return new Keys(account, loginKey(account), origin);
    }

    private static LoginName login(String username) {
        return new LoginName.ByUsername(new Username(username));
    }

    private Counters read(UUID account, UUID origin) {
        return inOne(() -> failures().findForUpdate(keys(account, origin)));
    }

    private void save(UUID account, UUID origin, Counters counters) {
        inOne(() -> failures().save(keys(account, origin), counters, NOW));
    }

    /** Counters of an account that was guessed at by one login alone. */
    private static Counters counters(int fromOrigin, Instant originLockedUntil, int overall) {
        return counters(fromOrigin, originLockedUntil, overall, overall);
    }

    private static Counters counters(int fromOrigin, Instant originLockedUntil, int ofLogin, int overall) {
        return new Counters(
                new SignInFailures(fromOrigin, originLockedUntil),
                new SignInFailures(ofLogin, Instant.EPOCH),
                new SignInFailures(overall, Instant.EPOCH));
    }

    private static SignInFailures one(SignInFailures before) {
        return new SignInFailures(before.failures() + 1, before.lockedUntil());
    }

    private Target find(LoginName login, UUID loginKey, UUID origin) {
        return reading(() -> failures().find(login, loginKey, origin, Lane.STRANGERS));
    }

    @Test
    default void finds_an_account_without_failures() {
        User user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        UUID loginKey = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        Target expected = new Target(
                Optional.of(user), new Keys(user.id().value(), loginKey, origin), NO_FAILURES, SignInFailures.NONE);
        assertThat(find(login("ADA.LOVELACE"), loginKey, origin)).isEqualTo(expected);
        assertThat(find(new LoginName.ByContact(EMAIL), loginKey, origin)).isEqualTo(expected);
        assertThat(find(new LoginName.ByContact(PHONE), loginKey, origin)).isEqualTo(expected);
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
        assertThat(find(login("ada.lovelace"), loginKey(account), origin))
                .isEqualTo(new Target(Optional.of(user), keys(account, origin), counters, SignInFailures.NONE));
        assertThat(find(login("ada.lovelace"), loginKey(account), otherOrigin).counters())
                .isEqualTo(counters(2, Instant.EPOCH, 5));
    }

    @Test
    default void finds_failures_of_a_login_nobody_has() {
        UUID unknown = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        Counters counters = counters(3, NOW, 4);
        Keys keys = new Keys(unknown, unknown, origin);
        inOne(() -> failures().save(keys, counters, NOW));
        assertThat(find(login("nobody"), unknown, origin))
                .isEqualTo(new Target(Optional.empty(), keys, counters, SignInFailures.NONE));
        assertThat(find(new LoginName.Unusable("??"), unknown, origin))
                .isEqualTo(new Target(Optional.empty(), keys, counters, SignInFailures.NONE));
    }

    @Test
    default void does_not_take_a_claimed_contact_for_a_login() {
        inOne(() -> store().users().insert(Samples.user("ada", EMAIL, null)));
        UUID unknown = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        assertThat(find(new LoginName.ByContact(EMAIL), unknown, origin))
                .isEqualTo(new Target(
                        Optional.empty(), new Keys(unknown, unknown, origin), NO_FAILURES, SignInFailures.NONE));
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
    default void counts_each_login_of_an_account_by_itself_and_all_of_them_together() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        List<Keys> logins =
                List.of(new Keys(account, new UUID(0, 1), origin), new Keys(account, new UUID(-1, -1), origin));
        Parallel.run(24, number -> {
            countOne(logins.get(number % 2));
            return number;
        });
        for (Keys keys : logins) {
            assertThat(inOne(() -> failures().findForUpdate(keys))).isEqualTo(counters(12, Instant.EPOCH, 12, 24));
        }
        assertThat(inOne(() -> failures().reset(logins.get(0), NOW))).isTrue();
        assertThat(inOne(() -> failures().findForUpdate(logins.get(1)))).isEqualTo(counters(12, Instant.EPOCH, 12, 0));
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
        countOne(keys(account, origin));
    }

    private void countOne(Keys keys) {
        inOne(() -> {
            Counters before = failures().findForUpdate(keys);
            failures()
                    .save(
                            keys,
                            new Counters(one(before.fromOrigin()), one(before.ofLogin()), one(before.overall())),
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
        assertThat(inOne(() -> failures().reset(keys(account, origin), NOW))).isTrue();
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
        assertThat(read(account, otherOrigin)).isEqualTo(counters(4, NOW.plusSeconds(60), 0));
    }

    @Test
    default void has_nothing_to_set_back_without_failures() {
        assertThat(inOne(() -> failures().reset(keys(UUID.randomUUID(), UUID.randomUUID()), NOW)))
                .isTrue();
    }

    @Test
    default void leaves_a_locked_counter_as_it_is() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(3, NOW.plusMillis(1), 7));
        assertThat(inOne(() -> failures().reset(keys(account, origin), NOW))).isFalse();
        assertThat(read(account, origin)).isEqualTo(counters(3, NOW.plusMillis(1), 0));
    }

    @Test
    default void leaves_an_account_stopped_whose_failures_reached_the_most_there_may_be() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(3, Instant.EPOCH, User.MAX_CONSECUTIVE_FAILURES));
        assertThat(inOne(() -> failures().reset(keys(account, origin), NOW))).isFalse();
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
        inOne(() -> failures().forget(List.of(account, loginKey(account))));
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
        assertThat(read(account, otherOrigin)).isEqualTo(NO_FAILURES);
        assertThat(read(stranger, origin)).isEqualTo(counters(1, NOW, 1));
    }

    @Test
    default void finds_the_failures_of_the_device_that_is_named() {
        User user = Samples.fullUser();
        UUID device = UUID.randomUUID();
        SignInFailures five = new SignInFailures(5, NOW);
        inOne(() -> store().users().insert(user));
        inOne(() -> failures().save(new Lane(user.id().value(), device), five, NOW));
        UUID key = UUID.randomUUID();
        assertThat(reading(() -> failures().find(login("ada.lovelace"), key, key, device)))
                .isEqualTo(new Target(Optional.of(user), new Keys(user.id().value(), key, key), NO_FAILURES, five));
        assertThat(find(login("ada.lovelace"), key, key).ofDevice()).isEqualTo(SignInFailures.NONE);
        assertThat(reading(() -> failures().find(login("nobody"), key, key, device))
                        .ofDevice())
                .isEqualTo(SignInFailures.NONE);
    }

    private SignInFailures read(Lane lane) {
        return inOne(() -> failures().findForUpdate(lane));
    }

    @Test
    default void keeps_the_lanes_of_one_subject_apart() {
        Lane strangers = Lane.ofStrangers(UUID.randomUUID());
        Lane device = new Lane(strangers.subject(), UUID.randomUUID());
        inOne(() -> failures().save(strangers, new SignInFailures(7, NOW.plusSeconds(1)), NOW));
        inOne(() -> failures().save(device, new SignInFailures(2, Instant.EPOCH), NOW));
        assertThat(read(strangers)).isEqualTo(new SignInFailures(7, NOW.plusSeconds(1)));
        assertThat(inOne(() -> failures().reset(device, NOW))).isTrue();
        assertThat(inOne(() -> failures().reset(strangers, NOW))).isFalse();
        assertThat(read(device)).isEqualTo(SignInFailures.NONE);
        assertThat(read(strangers)).isEqualTo(new SignInFailures(7, NOW.plusSeconds(1)));
        inOne(() -> failures().forget(List.of(strangers.subject()), Lane.STRANGERS));
        assertThat(read(strangers)).isEqualTo(SignInFailures.NONE);
    }

    @Test
    default void counts_every_parallel_failure_of_a_lane() {
        Lane lane = Lane.ofStrangers(UUID.randomUUID());
        Parallel.run(16, number -> {
            inOne(() -> failures().save(lane, one(failures().findForUpdate(lane)), NOW));
            return number;
        });
        assertThat(read(lane).failures()).isEqualTo(16);
    }

    @Test
    default void lowers_what_strangers_counted_and_leaves_their_wait() {
        UUID stopped = UUID.randomUUID();
        UUID waiting = UUID.randomUUID();
        UUID foreign = UUID.randomUUID();
        Instant until = NOW.plusSeconds(900);
        for (UUID subject : List.of(stopped, foreign)) {
            inOne(() -> failures().save(Lane.ofStrangers(subject), new SignInFailures(100, until), NOW));
        }
        Lane device = new Lane(stopped, UUID.randomUUID());
        inOne(() -> failures().save(device, new SignInFailures(9, until), NOW));
        inOne(() -> failures().save(Lane.ofStrangers(waiting), new SignInFailures(2, until), NOW));
        inOne(() -> failures().lower(List.of(stopped, waiting), 3));
        assertThat(read(Lane.ofStrangers(stopped))).isEqualTo(new SignInFailures(3, until));
        assertThat(read(Lane.ofStrangers(waiting))).isEqualTo(new SignInFailures(2, until));
        assertThat(read(device)).isEqualTo(new SignInFailures(9, until));
        assertThat(read(Lane.ofStrangers(foreign))).isEqualTo(new SignInFailures(100, until));
    }

    @Test
    default void forgets_counters_nobody_touched_for_long() {
        UUID account = UUID.randomUUID();
        UUID origin = UUID.randomUUID();
        save(account, origin, counters(1, NOW, 1));
        assertThat(inOne(() -> failures().purge(NOW, 100))).isZero();
        assertThat(inOne(() -> failures().purge(NOW.plusMillis(1), 100))).isPositive();
        assertThat(read(account, origin)).isEqualTo(NO_FAILURES);
    }

    @Test
    default void shortens_waits_that_a_clock_ahead_wrote_and_no_others() {
        Duration longest = Duration.ofMinutes(15);
        Lane ahead = Lane.ofStrangers(UUID.randomUUID());
        Lane inTime = Lane.ofStrangers(UUID.randomUUID());
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        inOne(() -> failures().save(ahead, new SignInFailures(7, tomorrow.plus(longest)), tomorrow));
        inOne(() -> failures().save(inTime, new SignInFailures(7, NOW.plusSeconds(60)), NOW));
        assertThat(inOne(() -> failures().capWaits(NOW, longest))).isEqualTo(1);
        assertThat(inOne(() -> failures().findForUpdate(ahead))).isEqualTo(new SignInFailures(7, NOW.plus(longest)));
        assertThat(inOne(() -> failures().findForUpdate(inTime))).isEqualTo(new SignInFailures(7, NOW.plusSeconds(60)));
        assertThat(inOne(() -> failures().capWaits(NOW.plusSeconds(1), longest)))
                .isZero();
    }
}
