package io.latchkey.bootstrap.settings.key;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads the properties file that {@code latchkey.config-file} names. */
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /**
     * Reads all properties of a file in UTF-8.
     *
     * @throws InvalidSettingException naming the file when it cannot be read or is no properties file
     */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new InvalidSettingException(
                    ServerKeys.CONFIG_FILE.key() + " must name a properties file that this process can read, unlike "
                            + file.toAbsolutePath().normalize() + ".");
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    /** The same; a file that cannot be read offers nothing here. Whoever checks the settings tells the operator. */
    public static Map<String, String> readIfPossible(String file) {
        try {
            return read(Path.of(file));
        } catch (InvalidSettingException | InvalidPathException unreadable) {
            return Map.of();
        }
    }
}
