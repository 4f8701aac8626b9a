package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.Place;
import java.util.List;
import java.util.Map;

/** Tells what a definition makes of examples, for {@code provider check}. Nothing leaves this machine. */
public interface Explanation {
    /**
     * Compares the definition with facts from the provider's documents.
     *
     * @param facts the facts file
     * @return one result for each fact
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems
     */
    List<CheckResult> compare(Place facts);

    /**
     * The call that would hand a sample message to the provider. The operator's values are replaced by their names.
     *
     * @param values the operator's values, by name; optional values that are missing are left out
     */
    String call(Map<String, String> values);

    /** What an answer with this status and body means. */
    String answer(int status, byte[] body);

    /** What a receipt says, whoever sent it. */
    String receipt(byte[] receipt);
}
