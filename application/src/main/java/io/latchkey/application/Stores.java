package io.latchkey.application;

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
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;

/** Every repository, and the unit of work that they join. */
public interface Stores {
    UnitOfWork unitOfWork();

    UserRepository users();

    ApiCredentialRepository apiCredentials();

    ProfileImageRepository profileImages();

    SignInFailureRepository signInFailures();

    RetryLockRepository retryLocks();

    OtpChallengeRepository challenges();

    SessionRepository sessions();

    SigningKeyRepository signingKeys();

    SealedKeyRepository sealedKeys();

    TicketRepository tickets();

    ThrottleRepository throttles();

    ContactBlockRepository blocks();

    OutboxRepository outbox();

    DeliveryAttemptRepository attempts();

    SuppressionRepository suppressions();

    ReceiptNonceRepository receiptNonces();

    LeaseRepository leases();

    AdminStores administration();
}
