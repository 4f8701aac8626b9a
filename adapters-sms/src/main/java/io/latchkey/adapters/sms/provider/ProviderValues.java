package io.latchkey.adapters.sms.provider;

import java.util.Optional;

/** The operator's values for one provider: secrets and account data. Asked at each call, so that they can rotate; never printed. */
@FunctionalInterface
public interface ProviderValues {
    /** @param name as the definition writes it after {@code secret.} */
    Optional<String> find(String name);
}
