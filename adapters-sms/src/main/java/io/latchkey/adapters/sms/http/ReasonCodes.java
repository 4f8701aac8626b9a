package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.util.List;
import java.util.Optional;

/**
 * What a provider's codes mean in receipts of a protocol that tells by itself where the code is: the key {@code receipts.errors}, in the
 * words in which receipts over HTTP have it.
 */
public record ReasonCodes(List<AnswerRules.Rule> rules) {
    /** No code means anything. */
    public static final ReasonCodes NONE = new ReasonCodes(List.of());

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key */
    public static ReasonCodes read(Place place) {
        return new ReasonCodes(AnswerReader.reasons(place));
    }

    /**
     * What the reason would have meant as an answer; empty when no rule knows it.
     *
     * @param spellings of one code; the first that a rule knows counts
     */
    public Optional<DeliveryOutcome> meaning(List<String> spellings) {
        return AnswerRules.first(rules, spellings).map(AnswerRules::meaning);
    }
}
