package io.latchkey.adapters.sms.provider;

import java.util.Optional;

/**
 * The operator's values for one provider: secrets and account data. Read at each call, so that they can rotate. Never
 * printed.
 */
@FunctionalInterface
public interface ProviderValues {
    /** @param name the part of the placeholder after {@code secret.} */
    Optional<String> find(String name);
}
