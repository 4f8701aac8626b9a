package io.latchkey.adapters.rest.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.adapters.rest.face.FaceRouter.Destination;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceRouterTest {
    private static final Face FACE = new EchoFace();

    private static Destination find(boolean isEnabled, String prefix, String path) {
        return FaceRouter.find(new FaceSettings(List.of(new FaceRoute(FACE, isEnabled, prefix)), Set.of()), path);
    }

    private static Destination to(String path) {
        return new Destination.To(FACE, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "echo/", "echo/a", "echo/a/b/", "shout", "shout/", "echo;a=b/a", "shout;a"})
    void leads_to_a_face_below_its_roots(String path) {
        assertThat(find(true, "", path)).isEqualTo(to(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/v1/users", "echoes", "shout/a", "shouts", "legacy/echo/a", "a/echo/"})
    void leaves_all_other_paths_alone(String path) {
        assertThat(find(true, "", path)).isEqualTo(new Destination.Elsewhere());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo/a", "shout", "shout/", "echo;a/a", "shout;a=b", "echo/;a"})
    void finds_nothing_of_a_face_that_is_switched_off(String path) {
        assertThat(find(false, "", path)).isEqualTo(new Destination.Nowhere());
        assertThat(find(false, "/legacy", path)).isEqualTo(new Destination.Nowhere());
    }

    @Test
    void takes_the_prefix_off() {
        assertThat(find(true, "/legacy", "legacy/echo/a")).isEqualTo(to("echo/a"));
        assertThat(find(true, "/legacy/one", "legacy/one/shout/")).isEqualTo(to("shout/"));
        assertThat(find(true, "/legacy", "legacy;x=y/echo/a")).isEqualTo(to("echo/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo/a", "shout"})
    void finds_nothing_without_the_prefix(String path) {
        assertThat(find(true, "/legacy", path)).isEqualTo(new Destination.Nowhere());
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "legacy/", "legacy/other", "legacyecho/a", "legacy/legacy/echo/a"})
    void leaves_a_prefix_without_a_face_behind_it_alone(String path) {
        assertThat(find(true, "/legacy", path)).isEqualTo(new Destination.Elsewhere());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/legacy", "/a/b-c", "/v1.0", "/~me"})
    void takes_a_path_as_prefix(String prefix) {
        assertThatCode(() -> new FaceRoute(FACE, true, prefix)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "/", "/legacy/", "//a", "/a b", "/..", "/./a", "/%2e", "/a;b", "/{a}"})
    void takes_nothing_else_as_prefix(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaceRoute(FACE, true, prefix))
                .withMessageStartingWith("path-prefix must");
    }
}
