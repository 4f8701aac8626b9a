package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.latchkey.application.admin.ServiceKey;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.session.port.StoredSigningKey;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The ES256 keys that sign tokens. All nodes share them through the database, where the private halves are encrypted.
 *
 * <p>A new key is published before it signs. An old key stays published until its last token ends. So a rotation never
 * makes a verifier refuse a token (RFC 7517; OWASP ASVS 5.0, 13.3.4).
 */
public final class KeyRing implements SigningKeys {
    private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());

    private final SigningKeyRepository repository;
    private final UnitOfWork unitOfWork;
    private final Sealer sealer;
    private final IdGenerator ids;
    private final KeyRingPolicy policy;
    private final Clock clock;
    private volatile List<Key> keys = List.of();
    /** The key ahead of the clock that the log tells of already; empty text for none. */
    private String toldOf = "";

    private volatile String jwks = "{\"keys\":[]}";

    public KeyRing(
            SigningKeyRepository repository,
            UnitOfWork unitOfWork,
            MasterSecrets secrets,
            IdGenerator ids,
            KeyRingPolicy policy,
            Clock clock) {
        this.repository = repository;
        this.unitOfWork = unitOfWork;
        this.sealer = new Sealer(secrets);
        this.ids = ids;
        this.policy = policy;
        this.clock = clock;
    }

    /** A key whose private half is decrypted. */
    record Key(
            String kid,
            PrivateKey privateKey,
            ECKey publicKey,
            ECPublicKey verificationKey,
            Instant signsFrom,
            Instant publishedUntil) {}

    /**
     * Reads the keys, makes a key that is due and deletes keys that are no longer needed. Called at start and every
     * minute.
     */
    public synchronized void refresh() {
        Instant now = clock.instant();
        List<StoredSigningKey> stored = load(now);
        refresh(stored, due(stored, now), now);
    }

    /** Published long enough before it signs, as any key. A key that is lost all the same has to be replaced together with the secret. */
    @Override
    public synchronized void rotate() {
        Instant now = clock.instant();
        List<StoredSigningKey> stored = load(now);
        Optional<Successor> early = stored.stream()
                .max(Comparator.comparing(StoredSigningKey::signsFrom))
                .filter(newest -> !newest.signsFrom().isAfter(now))
                .map(newest -> new Successor(newest.kid(), now.plus(policy.lead())));
        refresh(stored, early, now);
    }

    @Override
    public List<ServiceKey> list() {
        refresh();
        Key signing = current();
        return keys.stream()
                .sorted(Comparator.comparing(Key::signsFrom))
                .map(key -> new ServiceKey(
                        key.kid(),
                        key.signsFrom(),
                        key.publishedUntil(),
                        key.kid().equals(signing.kid())))
                .toList();
    }

    private void refresh(List<StoredSigningKey> known, Optional<Successor> due, Instant now) {
        List<StoredSigningKey> stored = known;
        if (due.isPresent()) {
            StoredSigningKey made = generate(due.get().signsFrom(), now);
            unitOfWork.execute(() -> repository.insert(made, due.get().slot()));
            stored = load(now);
        }
        List<Key> opened = new ArrayList<>();
        for (StoredSigningKey key : stored) {
            open(key).ifPresent(opened::add);
            sealer.renewed(key.sealedPrivateKey(), key.kid())
                    .ifPresent(renewed -> unitOfWork.execute(() -> repository.reseal(key.kid(), renewed)));
        }
        if (opened.isEmpty()) {
            throw new IllegalStateException(
                    "no signing key opens; was latchkey.secret changed without latchkey.secret.previous?");
        }
        tellOfKeysAhead(opened, now);
        keys = List.copyOf(opened);
        jwks = new JWKSet(opened.stream().map(key -> (JWK) key.publicKey()).toList()).toString();
    }

    /** A clock that was ahead made a key for later, and no other is left. It signs at once, so that nobody is shut out. */
    private void tellOfKeysAhead(List<Key> opened, Instant now) {
        Optional<Key> oldest =
                Optional.of(oldest(opened)).filter(key -> key.signsFrom().isAfter(now));
        oldest.filter(key -> !key.kid().equals(toldOf))
                .ifPresent(key -> LOG.log(
                        Level.WARNING,
                        "The oldest signing key is for {0} and later, but it is {1} now. It signs all the same. The clock of a"
                                + " node was ahead, or this one is behind.",
                        key.signsFrom(),
                        now));
        toldOf = oldest.map(Key::kid).orElse("");
    }

    private static Key oldest(List<Key> keys) {
        return keys.stream()
                .min(Comparator.comparing(Key::signsFrom))
                .orElseThrow(() -> new IllegalStateException("no signing key"));
    }

    /** The published key set in JSON (RFC 7517 §5). */
    public String publicKeySet() {
        return jwks;
    }

    /** The key with this id, while it is published. */
    Optional<Key> find(String kid, Instant now) {
        for (Key key : keys) {
            if (key.kid().equals(kid) && now.isBefore(key.publishedUntil())) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The key with this id, while it is published. */
    Optional<Key> find(String kid) {
        return find(kid, clock.instant());
    }

    /** The key that signs now: the newest whose time has come, else the oldest. */
    Key current() {
        Instant now = clock.instant();
        List<Key> present = keys;
        return present.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .max(Comparator.comparing(Key::signsFrom))
                .orElseGet(() -> oldest(present));
    }

    private List<StoredSigningKey> load(Instant now) {
        return unitOfWork.execute(() -> {
            repository.purge(now);
            return repository.findAll();
        });
    }

    private record Successor(String slot, Instant signsFrom) {}

    /** The key that must be made now. When two nodes make it, its slot lets one of them store it. */
    private Optional<Successor> due(List<StoredSigningKey> stored, Instant now) {
        Optional<StoredSigningKey> newest = stored.stream().max(Comparator.comparing(StoredSigningKey::signsFrom));
        if (newest.isEmpty()) {
            return Optional.of(new Successor("first", now));
        }
        Instant end = newest.get().signsFrom().plus(policy.lifetime());
        if (now.isBefore(end.minus(policy.lead()))) {
            return Optional.empty();
        }
        Instant soonest = now.plus(policy.lead());
        return Optional.of(new Successor(newest.get().kid(), soonest.isAfter(end) ? soonest : end));
    }

    private StoredSigningKey generate(Instant signsFrom, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Es256.PROVIDER);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String kid = ids.nextText(12);
            String jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build()
                    .toJSONString();
            Instant publishedUntil =
                    signsFrom.plus(policy.lifetime()).plus(policy.lead()).plus(policy.longestToken());
            return new StoredSigningKey(
                    kid,
                    JWSAlgorithm.ES256.getName(),
                    jwk,
                    sealer.seal(pair.getPrivate().getEncoded(), kid),
                    now,
                    signsFrom,
                    publishedUntil);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has P-256", impossible);
        }
    }

    private Optional<Key> open(StoredSigningKey stored) {
        return sealer.open(stored.sealedPrivateKey(), stored.kid()).map(encoded -> {
            try {
                ECKey publicKey = ECKey.parse(stored.publicJwk());
                PrivateKey privateKey =
                        KeyFactory.getInstance("EC", Es256.PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                return new Key(
                        stored.kid(),
                        privateKey,
                        publicKey,
                        publicKey.toECPublicKey(Es256.PROVIDER),
                        stored.signsFrom(),
                        stored.publishedUntil());
            } catch (GeneralSecurityException | ParseException | JOSEException broken) {
                throw new IllegalStateException("signing key " + stored.kid() + " is broken", broken);
            }
        });
    }
}
