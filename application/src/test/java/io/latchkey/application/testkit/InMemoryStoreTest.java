package io.latchkey.application.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.UnitOfWork;
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
import io.latchkey.application.testkit.contract.SuppressionRepositoryContract;
import io.latchkey.application.testkit.contract.ThrottleRepositoryContract;
import io.latchkey.application.testkit.contract.TicketRepositoryContract;
import io.latchkey.application.testkit.contract.UnitOfWorkContract;
import io.latchkey.application.testkit.contract.UserRepositoryContract;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
    private static final class Fakes implements Store {
        private final InMemoryStore store = new InMemoryStore();
        private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);

        @Override
        public UnitOfWork unitOfWork() {
            return unitOfWork;
        }

        @Override
        public AdminStores administration() {
            return new InMemoryAdminStores(store);
        }

        @Override
        public UserRepository users() {
            return new InMemoryUserRepository(store);
        }

        @Override
        public OtpChallengeRepository challenges() {
            return new InMemoryOtpChallengeRepository(store);
        }

        @Override
        public OutboxRepository outbox() {
            return new InMemoryOutboxRepository(store);
        }

        @Override
        public DeliveryAttemptRepository attempts() {
            return new InMemoryDeliveryAttemptRepository(store);
        }

        @Override
        public SessionRepository sessions() {
            return new InMemorySessionRepository(store);
        }

        @Override
        public SignInFailureRepository failures() {
            return new InMemorySignInFailureRepository(store);
        }

        @Override
        public RetryLockRepository retryLocks() {
            return new InMemoryRetryLockRepository(store);
        }

        @Override
        public ProfileImageRepository images() {
            return new InMemoryProfileImageRepository(store);
        }

        @Override
        public ApiCredentialRepository credentials() {
            return new InMemoryApiCredentialRepository(store);
        }

        @Override
        public ThrottleRepository throttles() {
            return new InMemoryThrottleRepository(store);
        }

        @Override
        public SuppressionRepository suppressions() {
            return new InMemorySuppressionRepository(store);
        }

        @Override
        public ReceiptNonceRepository receiptNonces() {
            return new InMemoryReceiptNonceRepository(store);
        }

        @Override
        public ContactBlockRepository blocks() {
            return new InMemoryContactBlockRepository(store);
        }

        @Override
        public TicketRepository tickets() {
            return new InMemoryTicketRepository(store);
        }

        @Override
        public SealedKeyRepository sealedKeys() {
            return new InMemorySealedKeyRepository(store);
        }

        @Override
        public SigningKeyRepository signingKeys() {
            return new InMemorySigningKeyRepository(store);
        }

        @Override
        public LeaseRepository leases() {
            return new InMemoryLeaseRepository(store);
        }
    }

    private final Fakes fakes = new Fakes();

    @Nested
    class Administration implements AdminStoresContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Audit implements AuditLogContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class UnitsOfWork implements UnitOfWorkContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Users implements UserRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Challenges implements OtpChallengeRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Tickets implements TicketRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Outbox implements OutboxRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Attempts implements DeliveryAttemptRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Sessions implements SessionRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class SignInFailureCounters implements SignInFailureRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class RetryLocks implements RetryLockRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Images implements ProfileImageRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Credentials implements ApiCredentialRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Throttles implements ThrottleRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Applications implements ApplicationDirectoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Messages implements MessageDirectoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Listings implements ListingRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Suppressions implements SuppressionRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class ReceiptNonces implements ReceiptNonceRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Blocks implements ContactBlockRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class SealedKeys implements SealedKeyRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class SigningKeys implements SigningKeyRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Nested
    class Leases implements LeaseRepositoryContract {
        @Override
        public Store store() {
            return fakes;
        }
    }

    @Test
    void keeps_its_rows_out_of_reach_outside_of_a_unit_of_work() {
        assertThatThrownBy(() -> fakes.users().find(Fixtures.anyUser().id())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_changes_in_a_unit_of_work_that_only_reads() {
        assertThatThrownBy(() -> fakes.unitOfWork().read(() -> {
                    fakes.users().insert(Fixtures.anyUser());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void undoes_the_work_whose_commit_fails() {
        fakes.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(this::insertUser).hasMessage("no connection");
        insertUser();
        assertThat(fakes.unitOfWork.commits()).isEqualTo(1);
    }

    private void insertUser() {
        fakes.unitOfWork.execute(() -> {
            fakes.users().insert(Fixtures.anyUser());
            return true;
        });
    }

    @Test
    void runs_a_work_again_on_what_was_there_before() {
        fakes.unitOfWork.repeatEveryWork();
        List<Integer> seen = new ArrayList<>();
        fakes.unitOfWork.execute(() -> {
            seen.add(fakes.store.users.read().size());
            fakes.users().insert(Fixtures.anyUser());
            return true;
        });
        assertThat(seen).containsExactly(0, 0);
        assertThat(fakes.unitOfWork.commits()).isEqualTo(1);
    }
}
