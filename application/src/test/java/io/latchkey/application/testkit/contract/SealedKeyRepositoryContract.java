package io.latchkey.application.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.port.SealedKeyRepository;
import org.junit.jupiter.api.Test;

/** The contract of stores for sealed keys, one per name. */
public interface SealedKeyRepositoryContract extends StoreContract {
    private SealedKeyRepository keys() {
        return store().sealedKeys();
    }

    private void insert(String name, String sealed) {
        inOne(() -> keys().insert(name, sealed));
    }

    @Test
    default void gives_back_the_key_of_a_name() {
        assertThat(reading(() -> keys().find("digest"))).isEmpty();
        insert("digest", "x".repeat(400));
        insert("n".repeat(40), "other");
        assertThat(reading(() -> keys().find("digest"))).contains("x".repeat(400));
    }

    @Test
    default void keeps_the_first_key_of_a_name_of_all_that_many_nodes_make() {
        Parallel.run(16, number -> {
            insert("digest", "key " + number);
            return number;
        });
        String first = reading(() -> keys().find("digest")).orElseThrow();
        insert("digest", "late");
        assertThat(reading(() -> keys().find("digest"))).contains(first);
    }

    @Test
    default void seals_a_key_anew_and_no_other() {
        insert("digest", "old");
        insert("other", "old");
        assertThat(inOne(() -> keys().reseal("digest", "new"))).isTrue();
        assertThat(inOne(() -> keys().reseal("absent", "new"))).isFalse();
        assertThat(reading(() -> keys().find("digest"))).contains("new");
        assertThat(reading(() -> keys().find("other"))).contains("old");
        assertThat(reading(() -> keys().find("absent"))).isEmpty();
    }
}
