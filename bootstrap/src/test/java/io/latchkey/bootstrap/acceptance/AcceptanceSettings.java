package io.latchkey.bootstrap.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Writes the settings file that a server of arquillian.xml reads when it starts. */
final class AcceptanceSettings {

    private AcceptanceSettings() {}

    /** Returns an empty folder below the folder of this build's acceptance tests. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of(System.getProperty("acceptance.folder"))), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param container qualifier of the container in arquillian.xml */
    static void write(String container, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = Path.of(System.getProperty("acceptance.folder"), container + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
