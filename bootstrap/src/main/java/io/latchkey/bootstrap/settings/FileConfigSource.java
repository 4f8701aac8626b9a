package io.latchkey.bootstrap.settings;

import io.latchkey.bootstrap.settings.key.ConfigurationFile;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Offers the properties file that {@code latchkey.config-file} names. It ranks below environment variables and above
 * defaults.
 */
public final class FileConfigSource implements ConfigSource {
    private static final int BELOW_ENVIRONMENT = 200;

    private final Map<String, String> properties;

    /** The service loader calls this constructor. */
    public FileConfigSource() {
        String variable = ServerKeys.CONFIG_FILE.environmentVariable();
        String file = System.getProperty(ServerKeys.CONFIG_FILE.key(), System.getenv(variable));
        properties = file == null || file.isBlank() ? Map.of() : ConfigurationFile.readIfPossible(file.strip());
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
