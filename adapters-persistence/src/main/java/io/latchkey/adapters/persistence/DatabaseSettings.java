package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.dialect.H2Urls;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Address of the database and limits on its use.
 *
 * @param url JDBC URL of a MariaDB (10.6 or newer) or of an H2 (2.x, in MariaDB mode)
 * @param user may be empty
 * @param password may be empty; never printed
 * @param mostConnections connections for transactions; the same number again serves reads outside of them; 2 to 500
 * @param patience how long a caller waits for a free connection; at least 250 ms
 */
public record DatabaseSettings(String url, String user, String password, int mostConnections, Duration patience) {
    /** Default of {@code mostConnections}. */
    public static final int DEFAULT_CONNECTIONS = 16;

    /** Default of {@code patience}. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    public DatabaseSettings {
        if (mostConnections < 2 || mostConnections > 500) {
            throw new IllegalArgumentException("the number of database connections must be 2 to 500");
        }
        if (patience.compareTo(Duration.ofMillis(250)) < 0) {
            throw new IllegalArgumentException("the wait for a database connection must be at least PT0.25S");
        }
    }

    /** A database with the default limits. */
    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, DEFAULT_CONNECTIONS, DEFAULT_PATIENCE);
    }

    /**
     * An H2 database in a file.
     *
     * @param file path without the ending {@code .mv.db}
     */
    public static DatabaseSettings h2(Path file) {
        return of(H2Urls.fileUrl(file), "", "");
    }

    /** An H2 database in memory. It is gone when its last connection closes. */
    public static DatabaseSettings h2InMemory(String name) {
        return of(H2Urls.memoryUrl(name), "", "");
    }

    /** The URL without its parameters, which may hold secrets. */
    String shownUrl() {
        return url.split("[?;]", 2)[0];
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + shownUrl() + "]";
    }
}
