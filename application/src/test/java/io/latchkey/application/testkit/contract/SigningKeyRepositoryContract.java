package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.session.port.StoredSigningKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of stores for signing keys, one per slot. */
public interface SigningKeyRepositoryContract extends StoreContract {
    private SigningKeyRepository keys() {
        return store().signingKeys();
    }

    private static StoredSigningKey key(String kid, Instant signsFrom) {
        return new StoredSigningKey(
                kid, "ES256", """
                        {"kty":"EC","kid":"%s"}""".formatted(kid), "sealed.".repeat(600), NOW, signsFrom, signsFrom.plusSeconds(3600));
    }

    private boolean insert(StoredSigningKey key, String slot) {
        return inOne(() -> keys().insert(key, slot));
    }

    @Test
    default void gives_back_every_key_the_earliest_first() {
        StoredSigningKey later = key("b", NOW.plusSeconds(1));
        StoredSigningKey earlier = key("c", NOW);
        insert(later, "2");
        insert(earlier, "1");
        assertThat(reading(() -> keys().findAll())).containsExactly(earlier, later);
    }

    @Test
    default void keeps_the_first_key_of_a_slot() {
        StoredSigningKey first = key("a", NOW);
        assertThat(insert(first, "2025-W10")).isTrue();
        assertThat(insert(key("b", NOW), "2025-W10")).isFalse();
        assertThat(reading(() -> keys().findAll())).containsExactly(first);
    }

    @Test
    default void goes_on_with_the_unit_of_work_when_the_slot_was_taken() {
        StoredSigningKey first = key("a", NOW);
        insert(first, "1");
        StoredSigningKey second = key("c", NOW.plusSeconds(1));
        boolean wasKept = inOne(() -> !keys().insert(key("b", NOW), "1") && keys().insert(second, "2"));
        assertThat(wasKept).isTrue();
        assertThat(reading(() -> keys().findAll())).containsExactly(first, second);
    }

    @Test
    default void lets_one_of_many_nodes_fill_a_slot() {
        List<Boolean> kept = Parallel.run(16, number -> insert(key("kid-" + number, NOW), "2025-W10"));
        assertThat(kept).containsOnlyOnce(true);
        assertThat(reading(() -> keys().findAll())).hasSize(1);
    }

    @Test
    default void seals_a_key_anew_and_no_other() {
        StoredSigningKey first = key("a", NOW);
        StoredSigningKey second = key("b", NOW.plusSeconds(1));
        insert(first, "1");
        insert(second, "2");
        assertThat(inOne(() -> keys().reseal("b", "sealed anew"))).isTrue();
        assertThat(inOne(() -> keys().reseal("absent", "sealed anew"))).isFalse();
        assertThat(reading(() -> keys().findAll()))
                .extracting(StoredSigningKey::sealedPrivateKey)
                .containsExactly(first.sealedPrivateKey(), "sealed anew");
    }

    @Test
    default void forgets_keys_that_are_no_longer_published() {
        StoredSigningKey key = key("a", NOW);
        insert(key, "1");
        assertThat(inOne(() -> keys().purge(key.publishedUntil()))).isZero();
        assertThat(inOne(() -> keys().purge(key.publishedUntil().plusMillis(1))))
                .isEqualTo(1);
        assertThat(reading(() -> keys().findAll())).isEmpty();
    }
}
