package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.clock.ClockSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/** The clocks that the service goes by. All times of the product come from here. */
final class Clocks {
    /** The real time, by which the world outside decides: providers, mail servers and the database. */
    static final Clock WALL = Clock.tickMillis(ZoneOffset.UTC);

    private final Optional<ForwardClock> forward;

    private Clocks(Optional<ForwardClock> forward) {
        this.forward = forward;
    }

    /** In development a clock that can be moved forward; otherwise the real time, and nothing else. */
    static Clocks of(Settings settings) {
        boolean isMovable = !settings.isRefused(ServerKeys.MODE)
                && !settings.isRefused(ServerKeys.DATA_DIR)
                && settings.get(ServerKeys.MODE) == Mode.DEV;
        return new Clocks(
                isMovable ? Optional.of(ForwardClock.in(settings.get(ServerKeys.DATA_DIR), WALL)) : Optional.empty());
    }

    /** The time that the product decides by. */
    Clock product() {
        return forward.<Clock>map(clock -> clock).orElse(WALL);
    }

    /** Sets what is done whenever the clock was moved. */
    void onMove(Runnable catchingUp) {
        forward.ifPresent(clock -> clock.onMove(catchingUp));
    }

    ClockSettings settings() {
        return new ClockSettings(forward.map(clock -> clock));
    }
}
