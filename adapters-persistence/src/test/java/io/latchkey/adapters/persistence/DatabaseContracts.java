package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.shared.StatementStatistics;
import io.latchkey.application.testkit.contract.AdminStoresContract;
import io.latchkey.application.testkit.contract.ApiCredentialRepositoryContract;
import io.latchkey.application.testkit.contract.ApplicationDirectoryContract;
import io.latchkey.application.testkit.contract.AuditLogContract;
import io.latchkey.application.testkit.contract.ContactBlockRepositoryContract;
import io.latchkey.application.testkit.contract.DeliveryAttemptRepositoryContract;
import io.latchkey.application.testkit.contract.LeaseRepositoryContract;
import io.latchkey.application.testkit.contract.ListingRepositoryContract;
import io.latchkey.application.testkit.contract.MessageDirectoryContract;
import io.latchkey.application.testkit.contract.OtpChallengeRepositoryContract;
import io.latchkey.application.testkit.contract.OutboxRepositoryContract;
import io.latchkey.application.testkit.contract.ProfileImageRepositoryContract;
import io.latchkey.application.testkit.contract.ReceiptNonceRepositoryContract;
import io.latchkey.application.testkit.contract.RetryLockRepositoryContract;
import io.latchkey.application.testkit.contract.SealedKeyRepositoryContract;
import io.latchkey.application.testkit.contract.SessionRepositoryContract;
import io.latchkey.application.testkit.contract.SignInFailureRepositoryContract;
import io.latchkey.application.testkit.contract.SigningKeyRepositoryContract;
import io.latchkey.application.testkit.contract.Store;
import io.latchkey.application.testkit.contract.StoreContract;
import io.latchkey.application.testkit.contract.SuppressionRepositoryContract;
import io.latchkey.application.testkit.contract.ThrottleRepositoryContract;
import io.latchkey.application.testkit.contract.TicketRepositoryContract;
import io.latchkey.application.testkit.contract.UnitOfWorkContract;
import io.latchkey.application.testkit.contract.UserRepositoryContract;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Runs every contract on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContracts {
    /** At a release, what it sends to the database is written down, because the next one has to serve it. */
    private static final boolean WRITES_BASELINE = Boolean.getBoolean("latchkey.test.write-release-baseline");

    private final Set<String> statements = ConcurrentHashMap.newKeySet();
    private DatabaseSettings settings;
    private LatchkeyDatabase database;

    /** Settings of a new, empty database. */
    abstract DatabaseSettings newDatabase();

    abstract int statementsOfACodeAndItsMessage();

    @BeforeAll
    void open() {
        settings = newDatabase();
        database = WRITES_BASELINE
                ? LatchkeyDatabase.open(
                        ReleaseBaseline.telling(new DriverDataSource(settings), statements::add), settings)
                : LatchkeyDatabase.open(settings);
        statements.clear();
    }

    @AfterAll
    void close() throws IOException {
        if (WRITES_BASELINE) {
            ReleaseBaseline.of(settings)
                    .with(statements)
                    .write(ReleaseBefore.baseline(this instanceof H2ContractsTest ? "h2" : "mariadb"));
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void empty() {
        Tables.empty(settings);
    }

    abstract class OnTheDatabase implements StoreContract {
        @Override
        public Store store() {
            return new DatabaseStore(database);
        }
    }

    @Nested
    class UnitsOfWork extends OnTheDatabase implements UnitOfWorkContract {}

    @Nested
    class Users extends OnTheDatabase implements UserRepositoryContract {}

    @Nested
    class Challenges extends OnTheDatabase implements OtpChallengeRepositoryContract {}

    @Nested
    class Outbox extends OnTheDatabase implements OutboxRepositoryContract {}

    @Nested
    class Attempts extends OnTheDatabase implements DeliveryAttemptRepositoryContract {}

    @Nested
    class Sessions extends OnTheDatabase implements SessionRepositoryContract {}

    @Nested
    class Failures extends OnTheDatabase implements SignInFailureRepositoryContract {}

    @Nested
    class RetryLocks extends OnTheDatabase implements RetryLockRepositoryContract {}

    @Nested
    class Images extends OnTheDatabase implements ProfileImageRepositoryContract {}

    @Nested
    class Credentials extends OnTheDatabase implements ApiCredentialRepositoryContract {}

    @Nested
    class Throttles extends OnTheDatabase implements ThrottleRepositoryContract {}

    @Nested
    class Blocks extends OnTheDatabase implements ContactBlockRepositoryContract {}

    @Nested
    class Applications extends OnTheDatabase implements ApplicationDirectoryContract {}

    @Nested
    class Messages extends OnTheDatabase implements MessageDirectoryContract {}

    @Nested
    class Listings extends OnTheDatabase implements ListingRepositoryContract {}

    @Nested
    class Suppressions extends OnTheDatabase implements SuppressionRepositoryContract {}

    @Nested
    class ReceiptNonces extends OnTheDatabase implements ReceiptNonceRepositoryContract {}

    @Nested
    class Tickets extends OnTheDatabase implements TicketRepositoryContract {}

    @Nested
    class SealedKeys extends OnTheDatabase implements SealedKeyRepositoryContract {}

    @Nested
    class Administration extends OnTheDatabase implements AdminStoresContract {}

    @Nested
    class Audit extends OnTheDatabase implements AuditLogContract {}

    @Nested
    class SigningKeys extends OnTheDatabase implements SigningKeyRepositoryContract {}

    @Nested
    class Leases extends OnTheDatabase implements LeaseRepositoryContract {}

    @Nested
    class ConcurrentTransactions extends OnTheDatabase implements ConcurrentTransactionsContract {}

    @Nested
    class StatementCounts extends OnTheDatabase implements StatementCountContract {
        @Override
        public StatementStatistics statistics() {
            return database.statistics();
        }

        @Override
        public int statementsOfACodeAndItsMessage() {
            return DatabaseContracts.this.statementsOfACodeAndItsMessage();
        }
    }
}
