package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file with the tokens of a session at one server, in a folder that is open to its owner alone. It is replaced as a whole, so that
 * nobody reads half of it.
 */
final class SessionFile {
    private static final int LONGEST = 64 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Locks between the threads of this process, by file. */
    private static final Map<Path, Lock> HERE = new ConcurrentHashMap<>();

    private final Path folder;
    private final ServerAddress server;

    /** @param home the user's home folder */
    SessionFile(Path home, ServerAddress server) {
        this.folder = home.resolve(".latchkey");
        this.server = server;
    }

    /**
     * The tokens of a session.
     *
     * @param expiresAt when the access token ends
     */
    record Tokens(String accessToken, String refreshToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "Tokens[redacted]";
        }
    }

    Path path() {
        return folder.resolve(server.fileName() + ".json");
    }

    /**
     * The tokens for this server; empty when there is no such file, or it is of another server.
     *
     * @throws NotDoneException when others may read the file, or it is damaged
     */
    Optional<Tokens> read() {
        try {
            byte[] bytes = bytes();
            if (isOpenToOthers()) {
                throw NotDoneException.because(
                        path() + " is open to others, and its tokens may be known; remove it and sign in again.");
            }
            ObjectNode members = Answer.parse(bytes).orElseThrow(this::damaged);
            return members.path("server").asText().equals(server.url())
                    ? Optional.of(tokens(members))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw failed("read", unreadable);
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(path())) {
            return in.readNBytes(LONGEST);
        }
    }

    private boolean isOpenToOthers() throws IOException {
        return isPosix() && Files.getPosixFilePermissions(path()).stream().anyMatch(SessionFile::isOfOthers);
    }

    private static boolean isOfOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER_");
    }

    private Tokens tokens(ObjectNode members) {
        try {
            String access = members.path("accessToken").asText();
            String refresh = members.path("refreshToken").asText();
            if (access.isEmpty() || refresh.isEmpty()) {
                throw damaged();
            }
            return new Tokens(
                    access, refresh, Times.parse(members.path("expiresAt").asText()));
        } catch (InvalidValueException malformed) {
            throw damaged();
        }
    }

    private NotDoneException damaged() {
        return NotDoneException.because(path() + " is damaged; remove it and sign in again.");
    }

    /** @throws NotDoneException when the file cannot be written */
    void write(Tokens tokens) {
        @Nullable Path written = null;
        try {
            Files.createDirectories(folder, forOwner("rwx------"));
            written = Files.createTempFile(folder, server.fileName(), ".new", forOwner("rw-------"));
            Files.write(
                    written,
                    Json.write(Map.of(
                            "server",
                            server.url(),
                            "accessToken",
                            tokens.accessToken(),
                            "refreshToken",
                            tokens.refreshToken(),
                            "expiresAt",
                            tokens.expiresAt().toString())));
            Files.move(written, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            remove(written);
            throw failed("written", unwritable);
        }
    }

    private static void remove(@Nullable Path written) {
        try {
            if (written != null) {
                Files.deleteIfExists(written);
            }
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException kept) {
            throw failed("removed", kept);
        }
    }

    /**
     * Does something while no other command does, in this process or another.
     *
     * @throws NotDoneException when others take too long
     */
    <T> T alone(Supplier<T> deed) {
        Path file = folder.resolve(server.fileName() + ".lock");
        // The lock on a file keeps other processes away, and fails at once where another thread of this one has it.
        Lock here = HERE.computeIfAbsent(file, path -> new ReentrantLock());
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            if (!here.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw isHeld();
            }
            try {
                return aloneInThisProcess(file, end, deed);
            } finally {
                here.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw NotDoneException.because("The command was interrupted.");
        }
    }

    private <T> T aloneInThisProcess(Path file, long end, Supplier<T> deed) throws InterruptedException {
        try {
            Files.createDirectories(folder, forOwner("rwx------"));
            // Closing the channel gives the lock back, and ends the wait for it.
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), null, forOwner("rw-------"))) {
                FileLock unused = channel.lock().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                return deed.get();
            }
        } catch (TimeoutException othersTakeTooLong) {
            throw isHeld();
        } catch (ExecutionException failed) {
            throw failed("locked", new IOException(failed.getCause()));
        } catch (IOException failed) {
            throw failed("locked", failed);
        }
    }

    private NotDoneException isHeld() {
        return NotDoneException.because("Another command holds " + path() + "; try again.");
    }

    private NotDoneException failed(String what, IOException why) {
        return NotDoneException.because(
                path() + " cannot be " + what + " (" + OneLine.of(String.valueOf(why.getMessage()), 200) + ").");
    }

    private FileAttribute<?>[] forOwner(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
