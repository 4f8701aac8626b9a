package io.latchkey.application.testkit;

import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.session.port.StoredSigningKey;
import io.latchkey.application.shared.Decision;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.retrylock.RetryLock;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.throttle.ThrottleState;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all in-memory repositories, with the one lock that makes units of work run one after another. Rows are
 * only read in a unit of work, and only changed in a unit of work that may write.
 */
public final class InMemoryStore {
    final ReentrantLock lock = new ReentrantLock();
    private final List<Table<?, ?>> tables = new ArrayList<>();

    final Table<UserId, User> users = table();
    final Table<OtpChallengeId, OtpChallenge> challenges = table();
    final Table<UUID, OtpChallengeId> challengeHandles = table();
    final Table<OtpChallengeId, HandedCode> handedCodes = table();
    final Table<UUID, Ticket> tickets = table();
    final Table<OutboxMessageId, OutboxMessage> outbox = table();
    final Table<UUID, InMemoryDeliveryAttemptRepository.Row> attempts = table();
    final Table<SessionId, Session> sessions = table();
    final Table<ApiCredentialId, ApiCredential> credentials = table();
    final Table<UserId, ProfileImage> images = table();
    final Table<FailureKey, FailureRow> failures = table();
    final Table<UUID, RetryLockRow> retryLocks = table();
    final Table<UUID, ThrottleState> throttles = table();
    final Table<UUID, ContactBlock> blocks = table();
    final Table<UUID, Listing> listings = table();
    final Table<String, Long> listingVersion = table();
    final Table<InMemorySuppressionRepository.Key, Suppression> suppressions = table();
    final Table<UUID, ReceiptNonce> receiptNonces = table();
    final Table<String, StoredSigningKey> signingKeys = table();
    final Table<String, String> sealedKeys = table();
    final Table<String, InMemoryLeaseRepository.Held> leases = table();
    final Table<String, CountedSpan> countedAhead = table();

    final Table<UserId, AccountDeletion> deletions = table();
    final Table<String, Instant> bootstrapTokens = table();
    final Table<Long, AuditEntry> auditEntries = table();
    final Table<Long, AuditCheckpoint> auditCheckpoints = table();
    final Table<String, AuditLog.Head> auditHead = table();
    final Table<String, String> auditPeople = table();
    final Table<UUID, Decision> decisions = table();

    private boolean writable;

    record FailureKey(UUID account, UUID origin) {}

    record FailureRow(SignInFailures failures, Instant touchedAt) {}

    record RetryLockRow(RetryLock lock, Instant touchedAt) {}

    /** Whether the calling thread is in a unit of work. */
    public boolean isInUnitOfWork() {
        return lock.isHeldByCurrentThread();
    }

    boolean isWritable() {
        return writable;
    }

    void setWritable(boolean writable) {
        this.writable = writable;
    }

    /** Begins what {@link #undo()} takes back. */
    void begin() {
        tables.forEach(Table::begin);
    }

    /** Takes back what was changed since {@link #begin()}. */
    void undo() {
        tables.forEach(Table::undo);
    }

    /** Removes at most so many rows, in the order of their insertion; answers how many. */
    static <V> int removeFirst(Table<?, V> table, Predicate<V> condition, int most) {
        AtomicInteger left = new AtomicInteger(most);
        table.write().values().removeIf(row -> condition.test(row) && left.getAndDecrement() > 0);
        return most - Math.max(0, left.get());
    }

    private <K, V> Table<K, V> table() {
        Table<K, V> table = new Table<>();
        tables.add(table);
        return table;
    }

    /** Rows of immutable values, in the order of their insertion. */
    final class Table<K, V> {
        private Map<K, V> rows = new LinkedHashMap<>();
        /** The rows before the first change; most units of work change few tables. */
        private @Nullable Map<K, V> before;

        /** The rows, for reading. */
        Map<K, V> read() {
            if (!isInUnitOfWork()) {
                throw new IllegalStateException("the store is read outside of a unit of work");
            }
            return rows;
        }

        /** The rows, for reading what may be changed next. */
        Map<K, V> readForUpdate() {
            if (isInUnitOfWork() && !writable) {
                throw new IllegalStateException("the store is changed in a unit of work that only reads");
            }
            return read();
        }

        /** The rows, for changing. */
        Map<K, V> write() {
            readForUpdate();
            if (before == null) {
                before = new LinkedHashMap<>(rows);
            }
            return rows;
        }

        private void begin() {
            before = null;
        }

        private void undo() {
            if (before != null) {
                rows = before;
                before = null;
            }
        }
    }

    /** Deletes audit entries and checkpoints after a number, as somebody who writes the store could. */
    public void cutAudit(long last) {
        auditEntries.write().keySet().removeIf(number -> number > last);
        auditCheckpoints.write().keySet().removeIf(number -> number > last);
    }
}
