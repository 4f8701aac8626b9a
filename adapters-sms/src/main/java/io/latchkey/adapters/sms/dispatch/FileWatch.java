package io.latchkey.adapters.sms.dispatch;

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
 * Looks at files and folders twice a second and tells when something changed and has come to rest. It asks for sizes and times, as mounted
 * folders and links that are turned over tell of changes in no other way.
 */
public final class FileWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FileWatch.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int DEEPEST = 8;

    private final List<Path> watched;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Map<Path, String> acted;

    /** Takes the files as they are now for known; to be made before they are read. */
    public FileWatch(List<Path> watched) {
        this.watched = List.copyOf(watched);
        this.acted = look();
    }

    /**
     * Begins to tell, also of what changed since this was made.
     *
     * @param onChange called by the thread of the watch; what it throws is logged
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
                // A file that is just being written looks other at each look.
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
        } catch (RuntimeException failed) {
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

    /** Tells of nothing more; a call under way goes on. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
