package io.latchkey.bootstrap.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests keep their files: below the folder that the property {@code latchkey.test.folder} names, which stays after the run. */
public final class TestFolder {
    private TestFolder() {}

    /**
     * Makes an empty folder.
     *
     * @param name with which the folder's name begins
     */
    public static Path make(String name) throws IOException {
        Path base = Path.of(System.getProperty("latchkey.test.folder", "target/e2e"))
                .toAbsolutePath();
        Files.createDirectories(base);
        return Files.createTempDirectory(base, name + "-");
    }
}
