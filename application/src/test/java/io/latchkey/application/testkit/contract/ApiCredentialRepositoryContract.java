package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ApiCredentialRepository.Owned;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for API credentials. */
public interface ApiCredentialRepositoryContract extends StoreContract {
    private ApiCredentialRepository credentials() {
        return store().credentials();
    }

    private User insertUser() {
        User user = Samples.user(null, null, null);
        inOne(() -> store().users().insert(user));
        return user;
    }

    private ApiCredential insert(ApiCredential credential) {
        inOne(() -> credentials().insert(credential));
        return credential;
    }

    @Test
    default void gives_back_every_field_of_a_credential_and_its_account() {
        User user = insertUser();
        ApiCredential full = insert(new ApiCredential(
                new ApiCredentialId(UUID.randomUUID()),
                user.id(),
                "\u00e9".repeat(100),
                "lk_0123456789abcdefABCD",
                "0".repeat(64),
                Set.of("user", "auditor"),
                new ApiCredential.Validity(NOW, NOW.plusMillis(1), NOW.plusMillis(2))));
        assertThat(reading(() -> credentials().findByKey(full.key()))).contains(new Owned(full, user));
    }

    @Test
    default void finds_a_credential_by_its_exact_key_only() {
        insert(Samples.credential(insertUser().id(), "lk_abc", NOW));
        assertThat(reading(() -> credentials().findByKey("lk_abc"))).isPresent();
        assertThat(reading(() -> credentials().findByKey("LK_ABC"))).isEmpty();
        assertThat(reading(() -> credentials().findByKey("lk_abc "))).isEmpty();
    }

    @Test
    default void lists_the_credentials_of_an_account_newest_first() {
        User user = insertUser();
        ApiCredential old = insert(Samples.credential(user.id(), "lk_1", NOW));
        ApiCredential recent = insert(Samples.credential(user.id(), "lk_2", NOW.plusMillis(1)));
        insert(Samples.credential(insertUser().id(), "lk_3", NOW));
        assertThat(reading(() -> credentials().findAll(user.id()))).containsExactly(recent, old);
    }

    @Test
    default void deletes_a_credential_once_and_only_for_its_owner() {
        User user = insertUser();
        ApiCredential credential = insert(Samples.credential(user.id(), "lk_1", NOW));
        assertThat(inOne(() -> credentials().delete(insertUser().id(), credential.id())))
                .isFalse();
        assertThat(reading(() -> credentials().findByKey("lk_1"))).isPresent();
        assertThat(inOne(() -> credentials().delete(user.id(), credential.id())))
                .isTrue();
        assertThat(inOne(() -> credentials().delete(user.id(), credential.id())))
                .isFalse();
        assertThat(reading(() -> credentials().findByKey("lk_1"))).isEmpty();
    }

    @Test
    default void deletes_all_credentials_of_one_account() {
        User user = insertUser();
        insert(Samples.credential(user.id(), "lk_1", NOW));
        insert(Samples.credential(user.id(), "lk_2", NOW));
        ApiCredential foreign = insert(Samples.credential(insertUser().id(), "lk_3", NOW));
        assertThat(inOne(() -> credentials().deleteAll(user.id()))).isEqualTo(2);
        assertThat(inOne(() -> credentials().deleteAll(user.id()))).isZero();
        assertThat(reading(() -> credentials().findAll(user.id()))).isEmpty();
        assertThat(reading(() -> credentials().findAll(foreign.userId()))).containsExactly(foreign);
    }

    @Test
    default void remembers_when_a_credential_was_last_used() {
        User user = insertUser();
        ApiCredential credential = insert(Samples.credential(user.id(), "lk_1", NOW));
        inOne(() -> credentials().markUsed(credential.id(), NOW.plusSeconds(60)));
        assertThat(reading(() -> credentials().findAll(user.id())).get(0).lastUsedAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    private ApiCredential ending(User owner, String key, Instant end) {
        return insert(new ApiCredential(
                new ApiCredentialId(UUID.randomUUID()),
                owner.id(),
                key,
                key,
                "0".repeat(64),
                Set.of(),
                new ApiCredential.Validity(NOW, end, null)));
    }

    @Test
    default void forgets_credentials_that_expired_before_a_time_and_no_others() {
        User user = insertUser();
        ApiCredential endless = insert(Samples.credential(user.id(), "lk_1", NOW));
        ending(user, "lk_2", NOW.minusMillis(1));
        ApiCredential kept = ending(user, "lk_3", NOW);
        assertThat(inOne(() -> credentials().purge(NOW, 100))).isEqualTo(1);
        assertThat(reading(() -> credentials().findAll(user.id()))).containsExactlyInAnyOrder(endless, kept);
    }
}
