package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.session.Caller;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.MarkerImageNormalizer;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.User;
import org.junit.jupiter.api.Test;

class ProfileImageServiceTest {
    private final TestApplication app = TestApplication.start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));

    private final Caller caller = app.givenSession(user);

    @Test
    void keeps_one_picture_as_it_was_encoded_anew() {
        assertThat(app.profileImages.store(caller, new byte[] {MarkerImageNormalizer.MARKER, 1, 2}))
                .isEmpty();
        ProfileImage image = app.profileImages.find(caller).orElseThrow();
        assertThat(image.content()).containsExactly(1, 2);
        assertThat(app.profileImages.delete(caller)).isTrue();
        assertThat(app.profileImages.find(caller)).isEmpty();
    }

    @Test
    void counts_uploads_that_are_no_pictures_as_well() {
        TestApplication throttled =
                TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        Caller uploader = throttled.givenSession(throttled.given(Fixtures.anyUser()));
        assertThatThrownBy(() -> throttled.profileImages.store(uploader, new byte[] {0}))
                .isInstanceOf(InvalidValueException.class);
        Throttled refused = throttled
                .profileImages
                .store(uploader, new byte[] {MarkerImageNormalizer.MARKER})
                .orElseThrow();
        throttled.clock.advance(refused.retryAfter());
        assertThat(throttled.profileImages.store(uploader, new byte[] {MarkerImageNormalizer.MARKER}))
                .isEmpty();
    }
}
