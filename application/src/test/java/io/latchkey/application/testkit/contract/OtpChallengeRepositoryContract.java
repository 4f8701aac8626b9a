package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.EMAIL;
import static io.latchkey.application.testkit.contract.Samples.NOW;
import static io.latchkey.application.testkit.contract.Samples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.port.OtpChallengeRepository.Locked;
import io.latchkey.domain.otp.Admission;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for challenges: keeping them, and taking guesses at one challenge one after another. */
public interface OtpChallengeRepositoryContract extends StoreContract {
    private OtpChallengeRepository challenges() {
        return store().challenges();
    }

    private OtpChallenge insert(OtpChallenge challenge) {
        inOne(() -> challenges().insert(challenge));
        return challenge;
    }

    private OtpChallenge read(OtpChallenge challenge) {
        return reading(() -> challenges().find(challenge.id())).orElseThrow();
    }

    private Locked lock(OtpChallenge challenge) {
        return challenges().findForUpdate(challenge.id()).orElseThrow();
    }

    @Test
    default void gives_back_every_field_of_a_challenge() {
        OtpChallenge full = new OtpChallenge(
                new OtpChallengeId(new UUID(-1L, Long.MIN_VALUE)),
                new OtpChallenge.Terms(
                        new OtpPurpose("custom:0123456789012345678901234567890123456789"),
                        PHONE,
                        Samples.userId(),
                        true,
                        true,
                        "key-2025-0123456",
                        NOW,
                        new Lane(new UUID(1, 2), new UUID(3, 4))),
                new OtpChallenge.Progress(
                        7,
                        NOW.plusMillis(1),
                        NOW.plusMillis(2),
                        NOW.plusMillis(3),
                        4,
                        5,
                        NOW.plusMillis(6),
                        "p".repeat(40)));
        insert(full);
        assertThat(read(full)).isEqualTo(full);
    }

    @Test
    default void gives_back_a_challenge_with_nothing_optional() {
        OtpChallenge bare = insert(Samples.challenge(null, 5));
        assertThat(read(bare)).isEqualTo(bare);
        assertThat(inOne(() -> lock(bare)))
                .isEqualTo(new Locked(bare, Optional.empty(), SignInFailures.NONE, SignInFailures.NONE));
    }

    @Test
    default void keeps_who_owns_the_code() {
        OtpChallenge ours = insert(Samples.challenge(null, 5));
        inOne(() -> challenges().update(ours.handTo("twilio-verify")));
        assertThat(inOne(() -> lock(ours)).challenge().handedTo()).isEqualTo("twilio-verify");
        inOne(() -> challenges().update(read(ours).handTo(null)));
        assertThat(read(ours)).isEqualTo(ours);
        OtpChallenge kept = insert(Samples.challenge(null, 5).keepingCode());
        assertThat(read(kept)).isEqualTo(kept);
    }

    @Test
    default void gives_back_every_field_of_a_code_that_a_provider_owns() {
        OtpChallenge challenge = insert(Samples.challenge(null, 5));
        HandedCode starting = HandedCode.starting(challenge.id(), "p".repeat(40), NOW);
        inOne(() -> challenges().saveHanded(starting));
        assertThat(reading(() -> challenges().findHanded(challenge.id()))).contains(starting);
        HandedCode proven = starting.started("r".repeat(100)).afterNoVerdict().proven(new UUID(-1L, Long.MIN_VALUE));
        inOne(() -> challenges().saveHanded(proven));
        assertThat(reading(() -> challenges().findHanded(challenge.id()))).contains(proven);
        inOne(() -> challenges().deleteHanded(challenge.id()));
        assertThat(reading(() -> challenges().findHanded(challenge.id()))).isEmpty();
    }

    @Test
    default void finds_codes_of_providers_whose_challenges_are_over() {
        Instant later = NOW.plusSeconds(1);
        OtpChallenge pending = insert(Samples.challenge(null, 5));
        OtpChallenge used = insert(Samples.challenge(null, 5));
        OtpChallenge replaced = insert(Samples.challenge(null, 5));
        OtpChallengeId gone = new OtpChallengeId(UUID.randomUUID());
        inOne(() -> {
            challenges().update(used.use(NOW));
            challenges().update(replaced.revoke(later));
            challenges().saveHanded(HandedCode.starting(pending.id(), "acme", NOW.minusSeconds(9)));
            challenges().saveHanded(HandedCode.starting(used.id(), "acme", NOW.minusSeconds(3)));
            challenges().saveHanded(HandedCode.starting(replaced.id(), "acme", NOW.minusSeconds(2)));
            challenges().saveHanded(HandedCode.starting(gone, "acme", NOW.minusSeconds(1)));
        });
        assertThat(reading(() -> challenges().findHandedThatAreOver(later, 10)))
                .extracting(HandedCode::challengeId)
                .containsExactly(used.id(), replaced.id(), gone);
        assertThat(reading(() -> challenges().findHandedThatAreOver(later, 1)))
                .extracting(HandedCode::challengeId)
                .containsExactly(used.id());
        assertThat(reading(() -> challenges().findHandedThatAreOver(NOW, 10)))
                .extracting(HandedCode::challengeId)
                .containsExactly(used.id(), gone);
    }

    @Test
    default void finds_nothing_by_an_unknown_id() {
        OtpChallengeId unknown = new OtpChallengeId(UUID.randomUUID());
        assertThat(reading(() -> challenges().find(unknown))).isEmpty();
        assertThat(inOne(() -> challenges().findForUpdate(unknown))).isEmpty();
    }

    @Test
    default void finds_a_challenge_by_its_handle() {
        UUID handle = UUID.randomUUID();
        OtpChallenge challenge = Samples.challenge(null, 5);
        inOne(() -> challenges().insert(challenge, handle));
        assertThat(reading(() -> challenges().findByHandle(handle))).contains(challenge.id());
        assertThat(read(challenge)).isEqualTo(challenge);
        assertThat(reading(() -> challenges().findByHandle(UUID.randomUUID()))).isEmpty();
        inOne(() -> challenges().update(challenge.use(NOW)));
        assertThat(reading(() -> challenges().findByHandle(handle))).contains(challenge.id());
    }

    @Test
    default void gives_a_handle_to_one_challenge_until_it_is_released() {
        UUID handle = UUID.randomUUID();
        OtpChallenge first = Samples.challenge(null, 5);
        OtpChallenge second = Samples.challenge(null, 5);
        inOne(() -> challenges().insert(first, handle));
        assertThatThrownBy(() -> inOne(() -> challenges().insert(second, handle)))
                .isInstanceOf(HandleTakenException.class);
        assertThat(reading(() -> challenges().find(second.id()))).isEmpty();

        inOne(() -> {
            challenges().release(handle, NOW.plusSeconds(1));
            challenges().insert(second, handle);
        });
        assertThat(reading(() -> challenges().findByHandle(handle))).contains(second.id());
        assertThat(read(first)).isEqualTo(first.revoke(NOW.plusSeconds(1)));
    }

    @Test
    default void leaves_a_challenge_that_is_over_as_it_was_when_its_handle_is_released() {
        UUID handle = UUID.randomUUID();
        OtpChallenge used = Samples.challenge(null, 5).use(NOW);
        inOne(() -> challenges().insert(used, handle));
        inOne(() -> challenges().release(handle, NOW.plusSeconds(1)));
        assertThat(read(used)).isEqualTo(used);
        assertThat(reading(() -> challenges().findByHandle(handle))).isEmpty();
    }

    @Test
    default void lets_one_of_many_take_a_free_handle() {
        UUID handle = UUID.randomUUID();
        List<Boolean> won = Parallel.run(8, number -> {
            try {
                inOne(() -> challenges().insert(Samples.challenge(null, 5), handle));
                return true;
            } catch (HandleTakenException taken) {
                return false;
            }
        });
        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    default void reads_the_account_along_with_the_challenge() {
        User user = Samples.fullUser();
        OtpChallenge challenge = Samples.challenge(user.id(), 5);
        inOne(() -> {
            store().users().insert(user);
            challenges().insert(challenge);
        });
        Locked locked = inOne(() -> lock(challenge));
        assertThat(locked.challenge()).isEqualTo(challenge);
        assertThat(locked.user()).contains(user);
    }

    @Test
    default void saves_the_next_state() {
        OtpChallenge challenge = insert(Samples.challenge(null, 5));
        OtpChallenge used = ((Admission.Admitted) challenge.admit(NOW)).next().use(NOW.plusMillis(5));
        inOne(() -> challenges().update(used));
        assertThat(read(challenge)).isEqualTo(used);
    }

    @Test
    default void admits_as_many_parallel_guesses_as_there_are_attempts() {
        OtpChallenge challenge = insert(Samples.challenge(null, 20));
        List<Boolean> admitted = Parallel.run(
                32,
                number -> inOne(() -> {
                    Admission admission = lock(challenge).challenge().admit(NOW);
                    if (admission instanceof Admission.Admitted guess) {
                        challenges().update(guess.next());
                        return true;
                    }
                    return false;
                }));
        assertThat(admitted).filteredOn(was -> was).hasSize(20);
        assertThat(read(challenge).attemptsLeft()).isZero();
    }

    @Test
    default void lets_one_of_a_hundred_use_a_challenge() {
        OtpChallenge challenge = insert(Samples.challenge(null, 200));
        List<Boolean> won = Parallel.run(
                100,
                number -> inOne(() -> {
                    Admission admission = lock(challenge).challenge().admit(NOW);
                    if (admission instanceof Admission.Admitted guess) {
                        challenges().update(guess.next().use(NOW));
                        return true;
                    }
                    return false;
                }));
        assertThat(won).containsOnlyOnce(true);
        assertThat(read(challenge).usedAt()).isEqualTo(NOW);
    }

    @Test
    default void counts_parallel_guesses_at_several_challenges_of_one_account() {
        User user = Samples.user("ada", EMAIL, null);
        OtpChallenge first = Samples.challenge(user.id(), 50);
        OtpChallenge second = Samples.challenge(user.id(), 50);
        inOne(() -> {
            store().users().insert(user);
            challenges().insert(first);
            challenges().insert(second);
        });
        Parallel.run(
                16,
                number -> inOne(() -> {
                    OtpChallenge locked = lock(number % 2 == 0 ? first : second).challenge();
                    SignInFailures before = store().failures().findForUpdate(locked.lane());
                    store().failures().save(locked.lane(), new SignInFailures(before.failures() + 1, NOW), NOW);
                    return number;
                }));
        assertThat(inOne(() -> lock(first)).failures()).isEqualTo(new SignInFailures(16, NOW));
    }

    @Test
    default void voids_the_pending_challenges_of_one_account() {
        UserId owner = Samples.userId();
        OtpChallenge pending = insert(Samples.challenge(owner, 5));
        OtpChallenge used = insert(Samples.challenge(owner, 5).use(NOW));
        OtpChallenge foreign = insert(Samples.challenge(Samples.userId(), 5));
        OtpChallenge nobodys = insert(Samples.challenge(null, 5));
        Instant later = NOW.plusSeconds(1);
        assertThat(inOne(() -> challenges().voidAll(owner, later))).isEqualTo(1);
        assertThat(inOne(() -> challenges().voidAll(owner, later))).isZero();
        assertThat(read(pending)).isEqualTo(pending.revoke(later));
        assertThat(read(pending).admit(later)).isEqualTo(new Admission.Denied(RefusalReason.EXPIRED, 5));
        assertThat(read(used)).isEqualTo(used);
        assertThat(read(foreign)).isEqualTo(foreign);
        assertThat(read(nobodys)).isEqualTo(nobodys);
    }

    @Test
    default void forgets_challenges_that_expired_long_enough_ago() {
        OtpChallenge challenge = insert(Samples.challenge(null, 5));
        assertThat(inOne(() -> challenges().purge(challenge.expiresAt(), 100))).isZero();
        assertThat(inOne(() -> challenges().purge(challenge.expiresAt().plusMillis(1), 100)))
                .isEqualTo(1);
        assertThat(reading(() -> challenges().find(challenge.id()))).isEmpty();
    }

    @Test
    default void voids_an_accounts_challenges_of_one_purpose_alone() {
        UserId user = Samples.userId();
        OtpChallenge signIn = Samples.challenge(user, 3);
        OtpChallenge reset = withPurpose(Samples.challenge(user, 3), OtpPurpose.RESET_PASSWORD);
        OtpChallenge others = withPurpose(Samples.challenge(Samples.userId(), 3), OtpPurpose.RESET_PASSWORD);
        inOne(() -> List.of(signIn, reset, others).forEach(store().challenges()::insert));
        assertThat(inOne(() -> store().challenges().voidAll(user, OtpPurpose.RESET_PASSWORD, Lane.STRANGERS, NOW)))
                .isEqualTo(1);
        assertThat(reading(() -> store().challenges().find(reset.id()))).contains(reset.revoke(NOW));
        assertThat(reading(() -> store().challenges().find(signIn.id()))).contains(signIn);
        assertThat(reading(() -> store().challenges().find(others.id()))).contains(others);
        assertThat(inOne(() -> store().challenges().voidAll(user, OtpPurpose.RESET_PASSWORD, Lane.STRANGERS, NOW)))
                .isZero();
    }

    @Test
    default void voids_no_challenge_that_another_device_asked_for() {
        OtpChallenge challenge = Samples.challenge(Samples.userId(), 3);
        inOne(() -> challenges().insert(challenge));
        UUID device = UUID.randomUUID();
        assertThat(inOne(() -> challenges().voidAll(challenge.userId(), challenge.purpose(), device, NOW)))
                .isZero();
        assertThat(reading(() -> challenges().find(challenge.id()))).contains(challenge);
    }

    private static OtpChallenge withPurpose(OtpChallenge challenge, OtpPurpose purpose) {
        OtpChallenge.Terms terms = challenge.terms();
        return new OtpChallenge(
                challenge.id(),
                new OtpChallenge.Terms(
                        purpose,
                        terms.contact(),
                        terms.userId(),
                        terms.contactHidden(),
                        terms.decoy(),
                        terms.secretId(),
                        terms.createdAt(),
                        terms.lane()),
                challenge.progress());
    }
}
