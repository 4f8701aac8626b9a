package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.crypto.Argon2PasswordHasher;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.Ed25519AuditSeals;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.HmacSecretKeys;
import io.latchkey.adapters.platform.crypto.JwtDeviceTokens;
import io.latchkey.adapters.platform.crypto.JwtIssuer;
import io.latchkey.adapters.platform.crypto.JwtVerifier;
import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.crypto.SecureIdGenerator;
import io.latchkey.adapters.platform.image.ImageIoNormalizer;
import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.rest.client.AddressBlock;
import io.latchkey.application.Platform;
import io.latchkey.application.Stores;
import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.admin.port.SettingsInForce;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.shared.port.DeviceTokens;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.ShownSettings;
import io.latchkey.bootstrap.settings.subject.AdminKeys;
import io.latchkey.bootstrap.settings.subject.ImageKeys;
import io.latchkey.bootstrap.settings.subject.PasswordKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import io.latchkey.domain.listing.Target;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The platform of the application, built from the settings. Closing it stops the threads that hash passwords. */
final class ServerPlatform implements Platform, AutoCloseable {
    private final Clock clock;
    private final ShownSettings settings;
    private final IdGenerator ids = new SecureIdGenerator();
    private final Digester digester;
    private final SecretKeys secrets;
    private final Argon2PasswordHasher hasher;
    private final CommonPasswords commonPasswords;
    private final ImageNormalizer images;
    private final LoggedAuditTrail audit;
    private final ServiceMetrics metrics;
    private final PasswordHasher measuredHasher;
    private final KeyRing keyRing;
    private final JwtIssuer tokens;
    private final AccessTokenVerifier verifier;
    private final DeviceTokens deviceTokens;
    private final Ed25519AuditSeals auditSeals;
    private final boolean keepsAudit;

    /**
     * Builds the platform.
     *
     * @param publicUrl URL at which browsers reach the service, without a slash at the end; it is the issuer of tokens
     *     unless a setting names another
     */
    ServerPlatform(Settings settings, MasterSecrets secrets, Stores stores, String publicUrl, Clock clock) {
        this.clock = clock;
        this.settings = new ShownSettings(settings);
        this.digester = new HmacDigester(DigestKey.in(stores.sealedKeys(), stores.unitOfWork(), secrets));
        this.secrets = new HmacSecretKeys(secrets);
        this.hasher = new Argon2PasswordHasher(secrets, PasswordKeys.argon2(settings));
        this.commonPasswords = PasswordKeys.common(settings);
        this.audit = new LoggedAuditTrail(clock);
        this.metrics = new ServiceMetrics(audit::counts);
        this.measuredHasher = metrics.measured(hasher);
        this.images = new ImageIoNormalizer(ImageKeys.limits(settings));
        this.keyRing = new KeyRing(
                stores.signingKeys(),
                stores.unitOfWork(),
                secrets,
                ids,
                TokenKeys.keyRing(settings, Catalog.accessTokenLifetimes()),
                clock);
        String issuer = TokenKeys.issuer(settings, publicUrl);
        String audience = settings.get(TokenKeys.AUDIENCE);
        this.tokens = new JwtIssuer(keyRing, ids, issuer, audience, settings.get(TokenKeys.PROOF_LIFETIME));
        this.verifier = new JwtVerifier(keyRing, issuer, audience);
        this.deviceTokens = new JwtDeviceTokens(secrets, issuer, clock);
        this.auditSeals = new Ed25519AuditSeals(stores.sealedKeys(), stores.unitOfWork(), secrets);
        this.keepsAudit = settings.get(AdminKeys.AUDIT_STORE);
    }

    ServiceMetrics metrics() {
        return metrics;
    }

    KeyRing keyRing() {
        return keyRing;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public IdGenerator ids() {
        return ids;
    }

    @Override
    public Digester digester() {
        return digester;
    }

    @Override
    public SecretKeys secrets() {
        return secrets;
    }

    @Override
    public PasswordHasher hasher() {
        return measuredHasher;
    }

    @Override
    public CommonPasswords commonPasswords() {
        return commonPasswords;
    }

    @Override
    public AccessTokenIssuer accessTokens() {
        return tokens;
    }

    @Override
    public AccessTokenVerifier accessTokenVerifier() {
        return verifier;
    }

    @Override
    public ProofIssuer proofs() {
        return tokens;
    }

    @Override
    public DeviceTokens deviceTokens() {
        return deviceTokens;
    }

    @Override
    public ImageNormalizer images() {
        return images;
    }

    @Override
    public LoggedAuditTrail audit() {
        return audit;
    }

    @Override
    public SigningKeys signingKeys() {
        return keyRing;
    }

    @Override
    public SettingsInForce settings() {
        return settings::read;
    }

    static Optional<Target> readAddress(String text) {
        return AddressBlock.find(text).map(block -> new Target(Target.Kind.NETWORK, block.name(), block.toString()));
    }

    @Override
    public AddressReader addresses() {
        return ServerPlatform::readAddress;
    }

    @Override
    public AuditSeals auditSeals() {
        return auditSeals;
    }

    @Override
    public AuditWitness auditWitness() {
        return audit;
    }

    @Override
    public void keepAuditBy(Consumer<List<AuditRecord>> keeper) {
        if (keepsAudit) {
            auditSeals.prepare();
            audit.keepBy(keeper);
        }
    }

    @Override
    public void awaitAudit() {
        audit.awaitKept();
    }

    @Override
    public void close() {
        audit.close();
        hasher.close();
    }
}
