package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.shared.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a data file says of a provider, whatever protocol it speaks. */
public sealed interface Definition permits ProviderDefinition, SmppDefinition {
    /** What records and metrics call the provider; 1 to 40 letters, digits and hyphens. */
    String name();

    /** What it carries messages by. */
    Channel channel();

    /** Values that need not be set. */
    Map<String, String> defaults();

    /** Names of the values an operator may set, those that have a default included. */
    Set<String> values();

    /** Names of the values an operator must set. */
    Set<String> required();

    /** What a message costs; empty where the file does not say. */
    Optional<ProviderDefinition.Price> price();

    /** Most messages a second from this node; empty for no limit. */
    Optional<Integer> perSecond();
}
