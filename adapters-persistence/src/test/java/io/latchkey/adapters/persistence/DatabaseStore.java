package io.latchkey.adapters.persistence;

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
import io.latchkey.application.testkit.contract.Store;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;

/** A database as the store of the contracts. */
record DatabaseStore(LatchkeyDatabase database) implements Store {
    @Override
    public UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }

    @Override
    public UserRepository users() {
        return database.users();
    }

    @Override
    public OtpChallengeRepository challenges() {
        return database.challenges();
    }

    @Override
    public OutboxRepository outbox() {
        return database.outbox();
    }

    @Override
    public DeliveryAttemptRepository attempts() {
        return database.attempts();
    }

    @Override
    public SessionRepository sessions() {
        return database.sessions();
    }

    @Override
    public SignInFailureRepository failures() {
        return database.signInFailures();
    }

    @Override
    public RetryLockRepository retryLocks() {
        return database.retryLocks();
    }

    @Override
    public ProfileImageRepository images() {
        return database.profileImages();
    }

    @Override
    public ApiCredentialRepository credentials() {
        return database.apiCredentials();
    }

    @Override
    public ThrottleRepository throttles() {
        return database.throttles();
    }

    @Override
    public SuppressionRepository suppressions() {
        return database.suppressions();
    }

    @Override
    public ReceiptNonceRepository receiptNonces() {
        return database.receiptNonces();
    }

    @Override
    public ContactBlockRepository blocks() {
        return database.blocks();
    }

    @Override
    public TicketRepository tickets() {
        return database.tickets();
    }

    @Override
    public SealedKeyRepository sealedKeys() {
        return database.sealedKeys();
    }

    @Override
    public AdminStores administration() {
        return database.administration();
    }

    @Override
    public SigningKeyRepository signingKeys() {
        return database.signingKeys();
    }

    @Override
    public LeaseRepository leases() {
        return database.leases();
    }
}
