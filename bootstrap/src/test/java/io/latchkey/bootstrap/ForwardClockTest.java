package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.rest.clock.DevelopmentClock;
import io.latchkey.bootstrap.settings.SettingsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardClockTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration ELEVEN_MINUTES = Duration.ofMinutes(11);

    @TempDir
    private Path folder;

    private ForwardClock start() {
        return ForwardClock.in(folder.resolve("data"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void begins_at_the_real_time() {
        assertThat(start().read()).isEqualTo(new DevelopmentClock.Reading(Duration.ZERO, NOW, false));
    }

    @Test
    void moves_forward_and_never_back() {
        ForwardClock clock = start();
        List<Instant> caughtUp = new ArrayList<>();
        clock.onMove(() -> caughtUp.add(clock.instant()));
        assertThat(clock.moveTo(ELEVEN_MINUTES)).isTrue();
        assertThat(clock.moveTo(ELEVEN_MINUTES)).isTrue();
        assertThat(clock.moveTo(ELEVEN_MINUTES.minusMillis(1))).isFalse();
        assertThat(clock.instant()).isEqualTo(NOW.plus(ELEVEN_MINUTES));
        assertThat(caughtUp).containsOnly(NOW.plus(ELEVEN_MINUTES)).hasSize(2);
    }

    @Test
    void stays_ahead_over_a_restart_until_it_is_given_up() {
        ForwardClock first = start();
        first.moveTo(ELEVEN_MINUTES);
        ForwardClock second = start();
        assertThat(second.instant()).isEqualTo(NOW.plus(ELEVEN_MINUTES));
        second.returnAtRestart();
        assertThat(second.read())
                .isEqualTo(new DevelopmentClock.Reading(ELEVEN_MINUTES, NOW.plus(ELEVEN_MINUTES), true));
        assertThat(start().instant()).isEqualTo(NOW);
        second.moveTo(ELEVEN_MINUTES);
        assertThat(second.read().returnsAtRestart()).isFalse();
        assertThat(start().instant()).isEqualTo(NOW.plus(ELEVEN_MINUTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-PT1M"})
    void begins_at_the_real_time_when_its_file_says_nothing_good(String text) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("clock-offset"), text);
        assertThat(start().instant()).isEqualTo(NOW);
    }

    @Test
    void moves_even_where_it_cannot_keep_its_offset() throws IOException {
        Files.writeString(folder.resolve("data"), "a file where the folder would be");
        ForwardClock clock = start();
        assertThat(clock.moveTo(ELEVEN_MINUTES)).isTrue();
        assertThat(clock.instant()).isEqualTo(NOW.plus(ELEVEN_MINUTES));
    }

    @Test
    void knows_no_other_zone() {
        assertThat(start().getZone()).isEqualTo(ZoneOffset.UTC);
        assertThatThrownBy(() -> start().withZone(ZoneOffset.MAX)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void is_not_there_in_production_mode() {
        Map<String, String> values = Map.of("latchkey.data-dir", folder.toString());
        assertThat(Clocks.of(SettingsFixture.of(values)).settings().clock()).isPresent();
        Clocks production = Clocks.of(
                SettingsFixture.of(Map.of("latchkey.data-dir", folder.toString(), "latchkey.mode", "production")));
        assertThat(production.settings().clock()).isEmpty();
        assertThat(production.product()).isSameAs(Clocks.WALL);
    }
}
