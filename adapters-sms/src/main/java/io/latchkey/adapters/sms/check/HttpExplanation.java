package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.OutgoingCall;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Explanation;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what the definition of an HTTP provider makes of examples. */
public record HttpExplanation(HttpDefinition definition) implements Explanation {
    private static final String BASIC = "Basic ";

    @Override
    public List<CheckResult> compare(Place facts) {
        return FactsReader.read(facts).compare(definition);
    }

    @Override
    public String call(Map<String, String> values) {
        Map<String, String> hidden = new HashMap<>();
        definition.facts().required().forEach(name -> hidden.put(name, hidden(name)));
        values.keySet().forEach(name -> hidden.put(name, hidden(name)));
        // Keys that must have a form are made up, so what is signed with them shows nothing either.
        hidden.putAll(definition.auth().samples());
        OutgoingCall call = Meanings.call(definition, hidden);
        String headers = call.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + readable(header.getValue()) + "\n")
                .collect(Collectors.joining());
        return call.method() + ' ' + call.uri() + "\n" + headers + "\n" + call.body();
    }

    /** What stands for a value that is not shown. It looks the same in addresses, forms and JSON. */
    private static String hidden(String name) {
        return "HIDDEN-" + name;
    }

    private static String readable(String header) {
        return header.startsWith(BASIC)
                ? BASIC + "base64("
                        + new String(
                                Base64.getDecoder().decode(header.substring(BASIC.length())), StandardCharsets.UTF_8)
                        + ")"
                : header;
    }

    @Override
    public String answer(int status, byte[] body) {
        Meanings.OfAnswer found = Meanings.of(definition, new Answer(status, body, Meanings.OWN_ID));
        DeliveryOutcome outcome = found.outcome();
        String reference =
                outcome.reference().map(id -> ", its reference is " + id).orElse("");
        String wait = outcome.retryAfter().map(pause -> ", to wait " + pause).orElse("");
        return found.word()
                + (outcome.reason().isEmpty() ? "" : " [" + outcome.reason() + "]")
                + reference
                + wait
                + ": "
                + switch (outcome.outlook()) {
                    case TAKEN -> "the provider has the message";
                    case PERHAPS_TAKEN -> "nobody knows whether the provider has the message";
                    case LATER -> "another provider gets the message, or this one later";
                    case OTHER_PROVIDER -> "another provider gets the message, and this one never again";
                    case OTHER_CHANNEL -> "no provider of this channel gets the message";
                };
    }

    @Override
    public String receipt(byte[] receipt) {
        if (definition.receipts().isEmpty()) {
            return definition.name() + " has no receipts";
        }
        ReceiptForm form = definition.receipts().get();
        String text = new String(receipt, StandardCharsets.UTF_8).strip();
        ReceiptCall call = form.kind() == ReceiptForm.Kind.QUERY
                ? new ReceiptCall(definition.name(), Map.of(), text, new byte[0])
                : new ReceiptCall(definition.name(), Map.of(), "", text.getBytes(StandardCharsets.UTF_8));
        Optional<List<ReceiptForm.Told>> told = form.reports(call);
        if (told.isEmpty()) {
            return "It is no receipt in the form that the definition describes";
        }
        return told.get().isEmpty()
                ? Meanings.NOTHING + ": it tells no final state of any message"
                : told.get().stream()
                        .map(one -> one.reference() + ": " + Meanings.of(one)
                                + one.reason()
                                        .map(reason -> " [" + reason.words() + "]")
                                        .orElse(""))
                        .collect(Collectors.joining("\n"));
    }
}
