package io.latchkey.adapters.persistence;

import io.latchkey.application.testkit.contract.ApiCredentialRepositoryContract;
import io.latchkey.application.testkit.contract.ContactBlockRepositoryContract;
import io.latchkey.application.testkit.contract.DeliveryAttemptRepositoryContract;
import io.latchkey.application.testkit.contract.OtpChallengeRepositoryContract;
import io.latchkey.application.testkit.contract.OutboxRepositoryContract;
import io.latchkey.application.testkit.contract.ProfileImageRepositoryContract;
import io.latchkey.application.testkit.contract.RetryLockRepositoryContract;
import io.latchkey.application.testkit.contract.SealedKeyRepositoryContract;
import io.latchkey.application.testkit.contract.SessionRepositoryContract;
import io.latchkey.application.testkit.contract.SignInFailureRepositoryContract;
import io.latchkey.application.testkit.contract.SigningKeyRepositoryContract;
import io.latchkey.application.testkit.contract.Store;
import io.latchkey.application.testkit.contract.StoreContract;
import io.latchkey.application.testkit.contract.ThrottleRepositoryContract;
import io.latchkey.application.testkit.contract.TicketRepositoryContract;
import io.latchkey.application.testkit.contract.UnitOfWorkContract;
import io.latchkey.application.testkit.contract.UserRepositoryContract;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Runs every contract on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContracts {
    private DatabaseSettings settings;
    private LatchkeyDatabase database;

    /** Settings of a new, empty database. */
    abstract DatabaseSettings newDatabase();

    @BeforeAll
    void open() {
        settings = newDatabase();
        database = LatchkeyDatabase.open(settings);
    }

    @AfterAll
    void close() {
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
    class Tickets extends OnTheDatabase implements TicketRepositoryContract {}

    @Nested
    class SealedKeys extends OnTheDatabase implements SealedKeyRepositoryContract {}

    @Nested
    class SigningKeys extends OnTheDatabase implements SigningKeyRepositoryContract {}

    @Nested
    class ConcurrentTransactions extends OnTheDatabase implements ConcurrentTransactionsContract {}

    @Nested
    class StatementCounts extends OnTheDatabase implements StatementCountContract {
        @Override
        public Statistics statistics() {
            return database.statistics();
        }
    }
}
