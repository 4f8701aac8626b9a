package io.latchkey.bootstrap.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, in memory, that a test can fill. It needs Linux, and a user who may mount. */
final class SmallDisk implements AutoCloseable {
    private static final long LONGEST_COMMAND_SECONDS = 10;
    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filling = folder.resolve("filling");
    }

    /** Mounts an empty one. Aborts the test where this user may not. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        SmallDisk disk = new SmallDisk(folder);
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())) {
            System.out.println("SKIPPED: this user may not mount a small disk");
            Assumptions.abort("this user may not mount a small disk");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
        return disk;
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /** Writes a file until there is no room for another block. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(filling)) {
            byte[] block = new byte[BLOCK];
            while (room() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            // The last block may have gone to the other writer.
        }
        if (room() > 0) {
            throw new IllegalStateException(room() + " bytes are free");
        }
    }

    private long room() {
        return folder.toFile().getUsableSpace();
    }

    /** Deletes the file. */
    void makeRoom() {
        try {
            Files.delete(filling);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Unmounts it as soon as nobody has a file of it open. What it held is gone. */
    @Override
    public void close() {
        boolean unused = succeeds("umount", "--lazy", folder.toString());
    }
}
