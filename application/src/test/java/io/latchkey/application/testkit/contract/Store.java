package io.latchkey.application.testkit.contract;

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

/** A store under test, with all its repositories. */
public interface Store {
    UnitOfWork unitOfWork();

    UserRepository users();

    OtpChallengeRepository challenges();

    OutboxRepository outbox();

    DeliveryAttemptRepository attempts();

    SuppressionRepository suppressions();

    ReceiptNonceRepository receiptNonces();

    SessionRepository sessions();

    SignInFailureRepository failures();

    RetryLockRepository retryLocks();

    ProfileImageRepository images();

    ApiCredentialRepository credentials();

    ThrottleRepository throttles();

    ContactBlockRepository blocks();

    TicketRepository tickets();

    SigningKeyRepository signingKeys();

    LeaseRepository leases();

    SealedKeyRepository sealedKeys();

    AdminStores administration();
}
