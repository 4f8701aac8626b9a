package io.latchkey.adapters.sms.provider;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.domain.shared.Channel;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A provider described without a file.
 *
 * @param idempotencyHeader header that carries the message's id
 * @param body makes the body out of the values of {@code to}, {@code toDigits}, {@code text}, {@code from} and {@code id}
 * @param credentials headers that prove who calls; asked for at each call
 */
public record PlainProvider(
        String name,
        String method,
        URI url,
        Map<String, String> headers,
        String idempotencyHeader,
        String mediaType,
        Function<Function<String, String>, String> body,
        Supplier<Map<String, String>> credentials,
        Set<Integer> accepted,
        Optional<JsonPointer> reference) {
    private static final List<AnswerRules.Rule> RULES = List.of(
            AnswerRules.Rule.ofStatus(401, 401, ErrorClass.PERMANENT, "credentials refused"),
            AnswerRules.Rule.ofStatus(402, 402, ErrorClass.PERMANENT, "payment required"),
            AnswerRules.Rule.ofStatus(403, 403, ErrorClass.PERMANENT, "credentials refused"));

    /** The same as a definition. */
    public ProviderDefinition definition() {
        Map<String, Template> fields = new LinkedHashMap<>();
        headers.forEach((header, value) -> fields.put(header, Template.literal(value)));
        fields.put(idempotencyHeader, Template.parse("{id}", "id"::equals));
        return new ProviderDefinition(
                name,
                Channel.SMS,
                Map.of(),
                Map.of(),
                new ProviderDefinition.Request(
                        method,
                        Template.literal(url.toString()),
                        Map.of(),
                        fields,
                        new RequestBody.Made(mediaType, body)),
                new ProviderAuth.Made(credentials),
                new AnswerRules(
                        accepted,
                        Optional.empty(),
                        reference
                                .map(Selector.Json::new)
                                .map(List::<Selector>of)
                                .orElseGet(List::of),
                        List.of(),
                        RULES,
                        Optional.empty(),
                        "",
                        ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
