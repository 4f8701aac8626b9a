package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.adapters.persistence.user.AccountLocks;
import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.domain.shared.LoginName;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * The command {@code user unlock}: lifts what wrong passwords and codes shut for one account. It reads the same settings as the server
 * and opens the same database, so a file database must not be in use. The launcher calls it without a server.
 */
public final class UserUnlock {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int WRONG_USE = 2;

    private static final Map<String, Setting<?>> OPTIONS =
            Map.of("--config", ServerKeys.CONFIG_FILE, "--data-dir", ServerKeys.DATA_DIR);

    private UserUnlock() {}

    /**
     * Runs the command.
     *
     * @param arguments the login, and options
     * @return exit code: 0 when done, 1 when no account has the login or the database cannot be used, 2 for a wrong call
     */
    public static int command(List<String> arguments, PrintStream out) {
        return CommandArguments.parse(arguments, OPTIONS)
                .filter(read -> read.words().size() == 1)
                .map(read -> unlock(read.words().get(0), read.options(), out))
                .orElseGet(() -> wrongUse(out));
    }

    private static int wrongUse(PrintStream out) {
        out.println("Usage: user unlock <login> [--config FILE] [--data-dir D]");
        return WRONG_USE;
    }

    private static int unlock(String login, Map<String, String> options, PrintStream out) {
        try {
            Settings settings = Settings.ofProcess(options).withoutProblems();
            return unlock(login, settings, out);
        } catch (InvalidSettingException
                | UncheckedIOException
                | IllegalArgumentException
                | IllegalStateException refused) {
            out.println(refused.getMessage());
            return WRONG_USE;
        }
    }

    private static int unlock(String login, Settings settings, PrintStream out) {
        MasterSecrets secrets = MasterSecretKeys.secrets(settings);
        LoginName name = settings.build(
                        RequestKeys.DEFAULT_REGION.key(),
                        read -> new NumberingPlanContactParser(
                                new NumberingPlans(read.get(RequestKeys.DEFAULT_REGION))))
                .parseLogin(login);
        DatabaseSettings database = DatabaseKeys.database(settings);
        try (Connection connection = connect(database, settings.isSet(DatabaseKeys.URL))) {
            LoginKeys keys = new LoginKeys(
                    new HmacDigester(DigestKey.of(AccountLocks.sealedKey(connection, DigestKey.NAME), secrets)));
            return tell(new AccountLocks(connection, keys::of, keys::allOf).lift(name), out);
        } catch (SQLException unusable) {
            boolean isHeld = Dialects.ofUrl(database.url())
                    .filter(dialect -> dialect.isHeldByAnother(unusable))
                    .isPresent();
            out.println("The database cannot be used: "
                    + (isHeld
                            ? "another process has the file open; stop it first, " + AdminCommand.CALL_THE_SERVER
                            : unusable.getMessage()));
            return NOT_DONE;
        }
    }

    private static int tell(AccountLocks.Lifted lifted, PrintStream out) {
        lifted.account()
                .ifPresent(account -> new LoggedAuditTrail(Clocks.WALL)
                        .record(
                                AuditTrail.Event.ACCOUNT_UNLOCKED,
                                Map.of(
                                        "user", account.toString(),
                                        "counters", Integer.toString(lifted.counters()),
                                        "locks", Integer.toString(lifted.retryLocks()))));
        out.println(lifted.account().map(account -> "Account " + account + ": ").orElse("No account has this login: ")
                + "lifted " + lifted.counters() + " counter(s) of wrong guesses and " + lifted.retryLocks()
                + " retry lock(s).");
        return lifted.account().isPresent() ? DONE : NOT_DONE;
    }

    private static Connection connect(DatabaseSettings database, boolean isShared) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        // The driver manager sees only drivers of the class path, and the launcher has none.
        for (Driver driver : ServiceLoader.load(Driver.class, UserUnlock.class.getClassLoader())) {
            if (driver.acceptsURL(database.url())) {
                // Without this, H2 would make a file where there is none.
                return driver.connect(database.url() + (isShared ? "" : ";IFEXISTS=TRUE"), properties);
            }
        }
        throw new SQLException("no driver knows this kind of database");
    }
}
