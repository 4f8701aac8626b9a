package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.UserId;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The contract of stores for pictures. */
public interface ProfileImageRepositoryContract extends StoreContract {
    private void save(UserId user, ProfileImage image) {
        inOne(() -> store().images().save(user, image, NOW));
    }

    private ProfileImage read(UserId user) {
        return reading(() -> store().images().find(user)).orElseThrow();
    }

    @Test
    default void gives_back_a_picture_of_a_megabyte() {
        byte[] content = new byte[1 << 20];
        new Random(7).nextBytes(content);
        UserId user = Samples.userId();
        save(user, new ProfileImage("image/jpeg", content));
        assertThat(read(user).mediaType()).isEqualTo("image/jpeg");
        assertThat(read(user).content()).isEqualTo(content);
    }

    @Test
    default void keeps_the_last_picture_only() {
        UserId user = Samples.userId();
        save(user, new ProfileImage("image/jpeg", new byte[] {1}));
        save(user, new ProfileImage("image/png", new byte[] {2, 3}));
        assertThat(read(user).mediaType()).isEqualTo("image/png");
        assertThat(read(user).content()).containsExactly(2, 3);
    }

    @Test
    default void keeps_one_of_several_pictures_saved_at_once() {
        UserId user = Samples.userId();
        Parallel.run(8, number -> {
            save(user, new ProfileImage("image/png", new byte[] {(byte) number}));
            return number;
        });
        assertThat(read(user).content()).hasSize(1);
    }

    @Test
    default void deletes_a_picture_once() {
        UserId user = Samples.userId();
        save(user, new ProfileImage("image/png", new byte[] {1}));
        assertThat(inOne(() -> store().images().delete(user))).isTrue();
        assertThat(inOne(() -> store().images().delete(user))).isFalse();
        assertThat(reading(() -> store().images().find(user))).isEmpty();
    }
}
