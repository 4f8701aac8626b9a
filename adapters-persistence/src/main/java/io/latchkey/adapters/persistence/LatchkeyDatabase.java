package io.latchkey.adapters.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.adapters.persistence.admin.JdbcAdminStores;
import io.latchkey.adapters.persistence.block.JdbcContactBlockRepository;
import io.latchkey.adapters.persistence.delivery.JdbcDeliveryAttemptRepository;
import io.latchkey.adapters.persistence.delivery.JdbcOutboxRepository;
import io.latchkey.adapters.persistence.delivery.JdbcReceiptNonceRepository;
import io.latchkey.adapters.persistence.delivery.JdbcSuppressionRepository;
import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.adapters.persistence.maintenance.JdbcLeaseRepository;
import io.latchkey.adapters.persistence.otp.JdbcOtpChallengeRepository;
import io.latchkey.adapters.persistence.session.JdbcSessionRepository;
import io.latchkey.adapters.persistence.session.JdbcSigningKeyRepository;
import io.latchkey.adapters.persistence.shared.HealthProbe;
import io.latchkey.adapters.persistence.shared.JdbcSealedKeyRepository;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.StatementStatistics;
import io.latchkey.adapters.persistence.throttle.JdbcThrottleRepository;
import io.latchkey.adapters.persistence.ticket.JdbcTicketRepository;
import io.latchkey.adapters.persistence.user.JdbcApiCredentialRepository;
import io.latchkey.adapters.persistence.user.JdbcProfileImageRepository;
import io.latchkey.adapters.persistence.user.JdbcRetryLockRepository;
import io.latchkey.adapters.persistence.user.JdbcSignInFailureRepository;
import io.latchkey.adapters.persistence.user.JdbcUserRepository;
import io.latchkey.application.Stores;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import io.latchkey.application.delivery.port.SuppressionRepository;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.shared.port.NumberHistory;
import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.PhoneNumber;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The database. It brings its tables up to date, pools connections and offers all repositories. Many threads may use it
 * at once. It is closed once, at the end.
 */
public final class LatchkeyDatabase implements Stores, AutoCloseable {
    private static final String HELD_BY_ANOTHER =
            "another process has the file open, such as a running server; stop it first";

    private static final int CLOCK_TIMEOUT_SECONDS = 2;

    /** One that migrates, one that holds the lock, and one that reads. */
    private static final int MIGRATION_CONNECTIONS = 3;

    /**
     * Loggers that write too much. This reference keeps them alive, because a logger that is collected forgets its
     * level. A level that an operator set stays.
     */
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer.hikari"));

    /**
     * Writes the database's own message about a violated constraint. That message holds the address that clashed. The
     * exceptions tell enough.
     */
    private static final Logger INDISCREET = Logger.getLogger("org.mariadb.jdbc.message.server.ErrorPacket");

    /** No number was ever replaced. */
    private static final NumberHistory UNCHANGED = new NumberHistory() {
        @Override
        public Optional<PhoneNumber> successorOf(PhoneNumber number) {
            return Optional.empty();
        }

        @Override
        public int edition() {
            return 0;
        }
    };

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final JdbcUnitOfWork unitOfWork;
    private final JdbcUnitOfWork auditUnitOfWork;
    private final AdminStores administration;
    private final HealthProbe health;

    private LatchkeyDatabase(HikariDataSource writers, HikariDataSource readers, Dialect dialect) {
        this.writers = writers;
        this.readers = readers;
        this.unitOfWork = new JdbcUnitOfWork(writers, readers, dialect, writers.getMaximumPoolSize());
        this.auditUnitOfWork = new JdbcUnitOfWork(writers, readers, dialect, writers.getMaximumPoolSize());
        this.health = new HealthProbe(unitOfWork);
        this.administration = new JdbcAdminStores(unitOfWork, auditUnitOfWork);
    }

    /** As {@link #open(DatabaseSettings, NumberHistory)}, for a database whose phone numbers stay as they are. */
    public static LatchkeyDatabase open(DatabaseSettings settings) {
        return open(settings, UNCHANGED);
    }

    /**
     * Connects to the database and migrates it.
     *
     * @param numbers brings stored phone numbers to the form of today
     * @throws DatabaseStartException when the database cannot be reached, is not a supported product, or belongs to a
     *     newer program
     */
    public static LatchkeyDatabase open(DatabaseSettings settings, NumberHistory numbers) {
        Dialect dialect = Dialects.ofUrl(settings.url())
                .orElseThrow(() -> new DatabaseStartException("the database URL must start with "
                        + Dialects.urlPrefixes() + " but is " + settings.shownUrl()));
        return open(
                settings,
                numbers,
                pool -> {
                    pool.setJdbcUrl(settings.url());
                    pool.setUsername(settings.user());
                    pool.setPassword(settings.password());
                    dialect.configure(pool);
                },
                dialect::limit);
    }

    /**
     * Pools connections of a data source and migrates the database.
     *
     * @param settings URL, user and password are not used
     * @throws DatabaseStartException when the database cannot be reached, is not a supported product, or belongs to a
     *     newer program
     */
    public static LatchkeyDatabase open(DataSource dataSource, DatabaseSettings settings) {
        return open(settings, UNCHANGED, pool -> pool.setDataSource(dataSource), pool -> {});
    }

    private static LatchkeyDatabase open(
            DatabaseSettings settings,
            NumberHistory numbers,
            Consumer<HikariConfig> connection,
            Consumer<HikariConfig> limits) {
        quieten();
        HikariDataSource writers = null;
        HikariDataSource readers = null;
        try {
            Consumer<HikariConfig> limited = connection.andThen(limits);
            writers = new HikariDataSource(pool("latchkey-writers", settings, limited, false));
            Dialect dialect = dialectOf(writers);
            migrate(settings, numbers, connection, dialect);
            readers = new HikariDataSource(pool("latchkey-readers", settings, limited, true));
            return new LatchkeyDatabase(writers, readers, dialect);
        } catch (RuntimeException failed) {
            if (writers != null) {
                writers.close();
            }
            if (readers != null) {
                readers.close();
            }
            throw explain(settings, failed);
        }
    }

    /** Migrates on connections of its own, because an index of a large table takes longer than any statement may later. */
    private static void migrate(
            DatabaseSettings settings, NumberHistory numbers, Consumer<HikariConfig> connection, Dialect dialect) {
        HikariConfig pool = pool("latchkey-migrations", settings, connection, true);
        pool.setMaximumPoolSize(MIGRATION_CONNECTIONS);
        pool.setMinimumIdle(0);
        try (HikariDataSource unlimited = new HikariDataSource(pool)) {
            Migrations.run(unlimited, dialect, numbers);
        }
    }

    private static HikariConfig pool(
            String name, DatabaseSettings settings, Consumer<HikariConfig> connection, boolean commitsByItself) {
        HikariConfig pool = new HikariConfig();
        connection.accept(pool);
        pool.setPoolName(name);
        pool.setMaximumPoolSize(settings.mostConnections());
        pool.setMinimumIdle(Math.min(2, settings.mostConnections()));
        pool.setConnectionTimeout(settings.patience().toMillis());
        pool.setAutoCommit(commitsByItself);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return pool;
    }

    private static String firstLine(SQLException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static RuntimeException explain(DatabaseSettings settings, RuntimeException failed) {
        if (failed instanceof DatabaseStartException) {
            return failed;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                boolean isHeld = Dialects.ofUrl(settings.url())
                        .filter(dialect -> dialect.isHeldByAnother(sql))
                        .isPresent();
                return new DatabaseStartException(
                        "the database at " + settings.shownUrl() + " cannot be used: "
                                + (isHeld ? HELD_BY_ANOTHER : firstLine(sql)),
                        failed,
                        isHeld);
            }
        }
        return failed;
    }

    private static void quieten() {
        CHATTY.forEach(logger -> setUnsetLevel(logger, Level.WARNING));
        setUnsetLevel(INDISCREET, Level.OFF);
    }

    private static void setUnsetLevel(Logger logger, Level level) {
        if (logger.getLevel() == null) {
            logger.setLevel(level);
        }
    }

    private static Dialect dialectOf(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return Dialects.ofProduct(product)
                    .orElseThrow(() -> new DatabaseStartException(
                            "the database must be " + Dialects.products() + " but is " + product));
        } catch (SQLException unreachable) {
            throw new DatabaseStartException(
                    "the database cannot be reached: " + unreachable.getMessage(), unreachable);
        }
    }

    /** Shows the pools of connections among the metrics. */
    public void show(PrometheusRegistry metrics) {
        new PoolMetrics(Map.of("writers", writers, "readers", readers), metrics).register();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    public UserRepository users() {
        return new JdbcUserRepository(unitOfWork);
    }

    @Override
    public TicketRepository tickets() {
        return new JdbcTicketRepository(unitOfWork);
    }

    @Override
    public SignInFailureRepository signInFailures() {
        return new JdbcSignInFailureRepository(unitOfWork);
    }

    @Override
    public RetryLockRepository retryLocks() {
        return new JdbcRetryLockRepository(unitOfWork);
    }

    @Override
    public ProfileImageRepository profileImages() {
        return new JdbcProfileImageRepository(unitOfWork);
    }

    @Override
    public ApiCredentialRepository apiCredentials() {
        return new JdbcApiCredentialRepository(unitOfWork);
    }

    @Override
    public OtpChallengeRepository challenges() {
        return new JdbcOtpChallengeRepository(unitOfWork);
    }

    @Override
    public SealedKeyRepository sealedKeys() {
        return new JdbcSealedKeyRepository(unitOfWork);
    }

    @Override
    public OutboxRepository outbox() {
        return new JdbcOutboxRepository(unitOfWork);
    }

    @Override
    public DeliveryAttemptRepository attempts() {
        return new JdbcDeliveryAttemptRepository(unitOfWork);
    }

    @Override
    public SuppressionRepository suppressions() {
        return new JdbcSuppressionRepository(unitOfWork);
    }

    @Override
    public ReceiptNonceRepository receiptNonces() {
        return new JdbcReceiptNonceRepository(unitOfWork);
    }

    @Override
    public SessionRepository sessions() {
        return new JdbcSessionRepository(unitOfWork);
    }

    @Override
    public SigningKeyRepository signingKeys() {
        return new JdbcSigningKeyRepository(unitOfWork);
    }

    @Override
    public ThrottleRepository throttles() {
        return new JdbcThrottleRepository(unitOfWork);
    }

    @Override
    public ContactBlockRepository blocks() {
        return new JdbcContactBlockRepository(unitOfWork);
    }

    @Override
    public LeaseRepository leases() {
        return new JdbcLeaseRepository(unitOfWork);
    }

    @Override
    public AdminStores administration() {
        return administration;
    }

    /** Counts of statements and transactions, but for those that {@link #auditStatistics} has. */
    public StatementStatistics statistics() {
        return unitOfWork.statistics();
    }

    /** Counts of the statements and transactions that keep and read decisions and the audit store. */
    public StatementStatistics auditStatistics() {
        return auditUnitOfWork.statistics();
    }

    /** Whether the database answers, or did within the last second. */
    public boolean isHealthy() {
        return health.isHealthy();
    }

    /** The database's own time, to the second; empty when it does not answer. */
    public Optional<Instant> readClock() {
        try (Connection connection = readers.getConnection();
                PreparedStatement question = connection.prepareStatement("SELECT UNIX_TIMESTAMP()")) {
            question.setQueryTimeout(CLOCK_TIMEOUT_SECONDS);
            try (ResultSet answer = question.executeQuery()) {
                return answer.next() ? Optional.of(Instant.ofEpochSecond(answer.getLong(1))) : Optional.empty();
            }
        } catch (SQLException ill) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
