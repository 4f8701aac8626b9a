package io.latchkey.bootstrap.administration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param environment variables of the environment
 * @param home the user's home folder
 * @param patience how long a server may take for an answer
 */
public record Surroundings(Map<String, String> environment, Path home, Terminal terminal, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), Path.of(System.getProperty("user.home", "")), Terminal.ofProcess(), PATIENCE);
    }

    /** A variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public String toString() {
        return "Surroundings[redacted]";
    }
}
