package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.testkit.DomainFixtures;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiCredentialTest {
    private static final Instant NOW = DomainFixtures.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void ends_at_the_very_instant() {
        ApiCredential credential = new ApiCredential(
                new ApiCredentialId(new UUID(0, 1)),
                new UserId(new UUID(0, 1)),
                "ci",
                "lk_x",
                "00",
                Set.of(),
                new ApiCredential.Validity(NOW, LATER, null));
        assertThat(credential.isLive(LATER.minusNanos(1))).isTrue();
        assertThat(credential.isLive(LATER)).isFalse();
        assertThat(credential.toString()).doesNotContain("lk_x");
    }
}
