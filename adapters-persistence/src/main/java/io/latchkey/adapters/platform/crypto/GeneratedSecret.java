package io.latchkey.adapters.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The secret of a development server. It is made at the first start and kept in the data folder, readable by its owner
 * alone.
 */
public final class GeneratedSecret {
    /** 43 symbols of 62 make 256 bits. */
    private static final int LENGTH = 43;

    private GeneratedSecret() {}

    /** Reads the secret in a folder; makes it if there is none. */
    public static String in(Path folder) {
        Path file = folder.resolve("secret");
        try {
            Files.createDirectories(folder);
            if (Files.notExists(file)) {
                Path draft = Files.createTempFile(folder, "secret", ".new", ownerOnly());
                Files.writeString(draft, new SecureIdGenerator().nextText(LENGTH));
                Files.move(draft, file);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return in(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The data folder " + folder + " cannot be used: " + unusable, unusable);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
