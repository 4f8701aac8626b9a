package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.shared.port.SecretKeys;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Secret keys for codes, links and refresh tokens, derived from the operator's secrets. */
public final class HmacSecretKeys implements SecretKeys {
    private final MasterSecrets secrets;
    private final ConcurrentMap<String, Optional<byte[]>> keys = new ConcurrentHashMap<>();

    public HmacSecretKeys(MasterSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String currentId() {
        return secrets.currentId();
    }

    @Override
    public byte[] mac(String keyId, Use use, byte[] message) {
        return find(keyId, use)
                .map(key -> MasterSecrets.hmac(key, message))
                .orElseThrow(() -> new IllegalStateException("secret " + keyId + " is no longer kept"));
    }

    @Override
    public boolean verify(String keyId, Use use, byte[] message, byte[] mac) {
        return find(keyId, use)
                .filter(key -> MasterSecrets.areEqual(MasterSecrets.hmac(key, message), mac))
                .isPresent();
    }

    @Override
    public boolean isKnown(String keyId) {
        return secrets.keeps(keyId);
    }

    private Optional<byte[]> find(String keyId, Use use) {
        if (!isKnown(keyId)) {
            return Optional.empty();
        }
        return keys.computeIfAbsent(
                keyId + ' ' + use, unused -> secrets.deriveKey(keyId, use.name().toLowerCase(Locale.ROOT)));
    }
}
