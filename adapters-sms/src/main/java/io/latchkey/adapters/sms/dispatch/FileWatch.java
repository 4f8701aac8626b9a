package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.shared.OutOfMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at files and folders twice a second and reports a change once it has come to rest. It compares sizes and times,
 * because mounted folders and replaced links report changes in no other way.
 */
public final class FileWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FileWatch.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int DEEPEST = 8;

    private final List<Path> watched;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Map<Path, String> acted;

    /**
     * Records the present state of the files. Create the watch before reading the files, so that no change is missed.
     */
    public FileWatch(List<Path> watched) {
        this.watched = List.copyOf(watched);
        this.acted = look();
    }

    /**
     * Starts to report changes, including those since this watch was created.
     *
     * @param onChange runs on the watch's thread; its exceptions are logged
     */
    public void start(Runnable onChange) {
        if (!watched.isEmpty()) {
            Thread thread = new Thread(() -> run(onChange), "latchkey-file-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(Runnable onChange) {
        Map<Path, String> before = acted;
        try {
            while (!stopped.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                Map<Path, String> now = look();
                // A file that is still being written differs between two looks.
                if (now.equals(before) && !now.equals(acted)) {
                    acted = now;
                    act(onChange);
                }
                before = now;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void act(Runnable onChange) {
        try {
            onChange.run();
        } catch (Throwable failed) {
            OutOfMemory.report(failed);
            LOG.log(Level.ERROR, "Changed files could not be read", failed);
        }
    }

    private Map<Path, String> look() {
        Map<Path, String> seen = new TreeMap<>();
        for (Path place : watched) {
            try (Stream<Path> files = Files.walk(place, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                files.forEach(file -> seen.put(file, describe(file)));
            } catch (IOException | UncheckedIOException gone) {
                seen.put(place, "cannot be read");
            }
        }
        return seen;
    }

    private static String describe(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
            return attributes.isDirectory()
                    ? "folder"
                    : attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException gone) {
            return "gone";
        }
    }

    /** Stops reporting. A report under way goes on. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
