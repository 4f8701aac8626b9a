package io.latchkey.adapters.sms.provider;

import io.latchkey.application.delivery.port.ReceiptReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes one provider that an operator may choose. A data file or a class may be behind it, and any protocol. */
public interface Definition {
    ProviderFacts facts();

    /** Whether the provider makes, sends and checks codes itself. */
    default boolean ownsCodes() {
        return false;
    }

    /**
     * Opens the provider with the operator's values. A changed file leads to another call, on a new definition.
     *
     * @throws IllegalArgumentException naming the value that is refused, such as {@code device must be a file}
     */
    Provider open(ProviderContext context);

    /**
     * Reads receipts that arrive over HTTP. By default it reads none: the provider has none, or reports over its own
     * connection.
     *
     * @param clock tells how old a receipt is
     */
    default ReceiptReader receipts(ProviderSettings settings, Clock clock) {
        return call -> Optional.empty();
    }

    /**
     * Tries the provider out for {@code provider check}. Nothing leaves this machine.
     *
     * @param values the operator's values, by name; missing ones are made up
     * @return the result of each part; empty when there is nothing to try
     */
    default List<CheckResult> check(Map<String, String> values) {
        return List.of();
    }

    /** Tells what this definition makes of examples; empty for a type of provider that has no examples. */
    default Optional<Explanation> explanation() {
        return Optional.empty();
    }
}
