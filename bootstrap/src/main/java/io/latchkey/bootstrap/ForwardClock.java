package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.clock.DevelopmentClock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * A clock that a developer moves forward. It goes on from there at the pace of the real time. Its offset is kept beside
 * the embedded database, so that a restart does not set it back behind data that is already there.
 */
final class ForwardClock extends Clock implements DevelopmentClock {
    private static final System.Logger LOG = System.getLogger(ForwardClock.class.getName());
    private static final String FILE = "clock-offset";

    private final Clock wall;
    private final Path file;
    private volatile Duration offset;
    private volatile boolean returnsAtRestart;
    private volatile Runnable catchingUp = () -> {};

    private ForwardClock(Clock wall, Path file, Duration offset) {
        this.wall = wall;
        this.file = file;
        this.offset = offset;
    }

    /**
     * The clock of the data in a folder.
     *
     * @param wall the real time
     */
    static ForwardClock in(Path folder, Clock wall) {
        Path file = folder.resolve(FILE);
        Duration offset = read(file);
        if (!offset.isZero()) {
            LOG.log(
                    Level.INFO,
                    "The clock is {0} ahead of the real time. DELETE /dev/clock and a restart set it right.",
                    offset);
        }
        return new ForwardClock(wall, file, offset);
    }

    private static Duration read(Path file) {
        try {
            Duration kept =
                    Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
            return kept.isNegative() ? Duration.ZERO : kept;
        } catch (IOException | DateTimeParseException unreadable) {
            LOG.log(Level.WARNING, "{0} holds no duration; the clock begins at the real time", file);
            return Duration.ZERO;
        }
    }

    void onMove(Runnable task) {
        catchingUp = task;
    }

    @Override
    public Reading read() {
        return new Reading(offset, instant(), returnsAtRestart);
    }

    @Override
    public boolean moveTo(Duration next) {
        if (!move(next)) {
            return false;
        }
        catchingUp.run();
        return true;
    }

    private synchronized boolean move(Duration next) {
        if (next.compareTo(offset) < 0) {
            return false;
        }
        offset = next;
        returnsAtRestart = false;
        keep();
        return true;
    }

    @Override
    public synchronized void returnAtRestart() {
        returnsAtRestart = true;
        keep();
    }

    private void keep() {
        try {
            if (returnsAtRestart || offset.isZero()) {
                boolean unused = Files.deleteIfExists(file);
            } else {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Path unused = Files.createDirectories(folder);
                }
                Path unused = Files.writeString(file, offset.toString());
            }
        } catch (IOException readOnly) {
            LOG.log(Level.WARNING, "{0} cannot be written; the next start begins as the last one did", file);
        }
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are UTC");
    }
}
