package io.latchkey.bootstrap.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** The properties file named by {@code latchkey.config-file}: below environment variables, above defaults. */
public final class FileConfigSource implements ConfigSource {
    private static final int BELOW_ENVIRONMENT = 200;

    private final Map<String, String> properties;

    /** Called by the service loader. */
    public FileConfigSource() {
        String file = System.getProperty("latchkey.config-file", System.getenv("LATCHKEY_CONFIG_FILE"));
        properties = file == null || file.isBlank() ? Map.of() : read(Path.of(file.strip()));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "latchkey file";
    }

    @Override
    public int getOrdinal() {
        return BELOW_ENVIRONMENT;
    }
}
