package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything that one Latchkey keeps on disk. */
final class DataFolder {

    /** The class holds the lock, because the garbage collector releases a lock without a reference. */
    private static @Nullable FileLock lock;

    private final Path path;

    DataFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, readable by its owner alone.
     *
     * @throws StartRefusedException when the folder cannot be made or written
     */
    void create() {
        try {
            if (!Files.isDirectory(path)) {
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                createPrivateDirectory(path);
            }
        } catch (IOException e) {
            throw failed("The data folder " + path + " cannot be created.");
        }
        if (!Files.isWritable(path)) {
            throw failed("The data folder " + path + " is not writable.");
        }
    }

    /**
     * Locks the folder for this process. The lock ends with the process, also when the process is killed.
     *
     * @throws StartRefusedException when another process has locked it
     */
    void lock() {
        synchronized (DataFolder.class) {
            lock = tryLock();
            if (lock == null) {
                throw failed("Another Latchkey uses the data folder " + path
                        + "; stop it or choose another folder with --data-dir.");
            }
        }
    }

    private @Nullable FileLock tryLock() {
        try {
            FileChannel channel = FileChannel.open(
                    path.resolve("latchkey.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * An empty folder for files of this run only. It removes the files of an earlier run on this port, so that killed
     * processes leave no growing heap of files.
     *
     * @param port TCP port of this run; only one process can listen on it
     */
    Path freshWorkFolder(int port) {
        Path work = path.resolve("work-" + port);
        try {
            delete(work);
            createPrivateDirectory(work);
            return work;
        } catch (IOException e) {
            throw failed("The work folder " + work + " cannot be emptied.");
        }
    }

    /** Removes a folder and all that it holds. A missing folder is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void createPrivateDirectory(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    private static StartRefusedException failed(String sentence) {
        return new StartRefusedException(StartRefusedException.FAILED, sentence);
    }
}
