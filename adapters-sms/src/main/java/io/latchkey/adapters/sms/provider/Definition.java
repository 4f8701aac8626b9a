package io.latchkey.adapters.sms.provider;

import io.latchkey.application.delivery.port.ReceiptReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider that an operator may choose, whatever protocol it speaks and whether a data file or a class describes it. */
public interface Definition {
    ProviderFacts facts();

    /**
     * Opens the provider with the operator's values. Called again, with a new definition, when its file changes.
     *
     * @throws IllegalArgumentException naming the value that is refused, such as {@code device must be a file}
     */
    Provider open(ProviderContext context);

    /** Reads receipts that arrive over HTTP; reads none where the provider has none or tells over its own connection. */
    default ReceiptReader receipts(ProviderSettings settings) {
        return call -> Optional.empty();
    }

    /**
     * Tries the provider out on this machine for {@code provider check}; nothing leaves the machine.
     *
     * @param values of the operator, by name; those that are missing are made up
     * @return what came of each part; empty where there is nothing to try
     */
    default List<CheckResult> check(Map<String, String> values) {
        return List.of();
    }
}
