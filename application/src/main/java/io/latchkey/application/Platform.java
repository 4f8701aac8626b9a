package io.latchkey.application;

import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.admin.port.SettingsInForce;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.DeviceTokens;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.PasswordHasher;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** What the application needs from its machine: time, chance, cryptography, pictures, a trail of events. */
public interface Platform {
    Clock clock();

    IdGenerator ids();

    Digester digester();

    SecretKeys secrets();

    PasswordHasher hasher();

    CommonPasswords commonPasswords();

    AccessTokenIssuer accessTokens();

    AccessTokenVerifier accessTokenVerifier();

    ProofIssuer proofs();

    DeviceTokens deviceTokens();

    ImageNormalizer images();

    AuditTrail audit();

    /** Reads addresses of clients, and blocks of addresses. */
    AddressReader addresses();

    /** The keys that sign tokens, for those who administer. */
    SigningKeys signingKeys();

    /** The settings that the service runs with, for those who administer. */
    SettingsInForce settings();

    /** Chains and signs the audit store. */
    AuditSeals auditSeals();

    /** Remembers checkpoints of the audit store outside it. */
    AuditWitness auditWitness();

    /** Tells who keeps the events of the audit trail. By default nobody keeps them. */
    default void keepAuditBy(Consumer<List<AuditRecord>> keeper) {}

    /** Waits a moment until whoever keeps the events of the audit trail has those so far, as far as they can be taken. */
    default void awaitAudit() {}

    /** Second factors beside a code that is sent, for the accounts that chose them; asked in this order. */
    default List<SecondFactorMethod> secondFactors() {
        return List.of();
    }
}
