package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call about a message that the provider has taken. It proves who makes it as the call with the message does.
 *
 * @param headers replace those of the call with the message
 * @param body empty for none
 */
public record SideCall(
        String method,
        Template url,
        Map<String, Template> query,
        Map<String, Template> headers,
        Optional<RequestBody> body) {
    List<Template> templates() {
        List<Template> all = new ArrayList<>(List.of(url));
        all.addAll(query.values());
        all.addAll(headers.values());
        body.ifPresent(shape -> shape.templates(all::add));
        return all;
    }
}
