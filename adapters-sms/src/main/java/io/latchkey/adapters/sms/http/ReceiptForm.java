package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.message.DeliveryState;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Describes the receipts of a provider.
 *
 * @param field form field that holds the JSON; empty when the body is the JSON
 * @param items path of the reports in JSON, with {@code *} for every element; empty when the document is a single
 *     report
 * @param reference places of the provider's own id in a report: JSON paths or a field's name
 * @param state places of the state in a report: JSON paths or a field's name
 * @param reasons why messages failed; empty when the provider does not tell
 * @param proofs ways in which receipts show where they come from; the first of which the operator has set all values is required of
 *     each receipt, or the last where none is; at least one
 * @param longestAddress most characters that the provider takes as the address for receipts
 */
public record ReceiptForm(
        Kind kind,
        String field,
        List<String> items,
        List<String> reference,
        List<String> state,
        States states,
        Optional<Reasons> reasons,
        List<Proof> proofs,
        Optional<Handshake> handshake,
        int longestAddress) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_REFERENCE = 255;

    /**
     * Words of the provider for final states. Every other word is a step on the way.
     *
     * @param unconfirmed nobody will ever tell whether the message arrived
     * @param complained the message arrived, and its reader told the provider to be sent no more
     */
    public record States(
            List<AnswerRules.Pattern> delivered,
            List<AnswerRules.Pattern> failed,
            List<AnswerRules.Pattern> unconfirmed,
            List<AnswerRules.Pattern> complained) {
        /**
         * What a word says of a message; empty for a step on the way.
         *
         * @param reason asked for the line that knows why the message failed
         */
        Optional<Told> told(String reference, String word, Supplier<Optional<AnswerRules.Rule>> reason) {
            return of(word).map(state ->
                    new Told(reference, state, state == DeliveryState.FAILED ? reason.get() : complaint(word)));
        }

        private Optional<AnswerRules.Rule> complaint(String word) {
            return complained.stream()
                    .filter(pattern -> pattern.matches(word))
                    .findFirst()
                    .map(AnswerRules::complaint);
        }

        private Optional<DeliveryState> of(String word) {
            if (AnswerRules.Pattern.matchesAny(delivered, word) || AnswerRules.Pattern.matchesAny(complained, word)) {
                return Optional.of(DeliveryState.DELIVERED);
            }
            if (AnswerRules.Pattern.matchesAny(unconfirmed, word)) {
                return Optional.of(DeliveryState.ACCEPTED);
            }
            return AnswerRules.Pattern.matchesAny(failed, word) ? Optional.of(DeliveryState.FAILED) : Optional.empty();
        }
    }

    /**
     * Why messages failed.
     *
     * @param at places of the provider's code: JSON paths or names of fields; the first code that a rule knows counts
     */
    public record Reasons(List<String> at, List<AnswerRules.Rule> rules) {}

    /**
     * A way in which receipts show where they come from.
     *
     * @param freshness when a signed receipt is too old, and its nonce
     */
    public record Proof(ReceiptSignature signature, Freshness freshness) {
        private boolean isSet(Function<String, String> values) {
            return signature.templates().stream()
                    .flatMap(template -> template.secrets().stream())
                    .noneMatch(name -> values.apply(Template.SECRET + name).isEmpty());
        }
    }

    /** The proof that is required with these values of the operator. */
    Proof proof(Function<String, String> values) {
        Proof last = proofs.get(proofs.size() - 1);
        return proofs.size() == 1
                ? last
                : proofs.stream()
                        .filter(proof -> proof.isSet(values))
                        .findFirst()
                        .orElse(last);
    }

    /** The signature that is required where every value is set. */
    public ReceiptSignature signature() {
        return proofs.get(0).signature();
    }

    /** Its freshness. */
    public Freshness freshness() {
        return proofs.get(0).freshness();
    }

    /** The texts with the operator's values that any proof needs. */
    public List<Template> proofTemplates() {
        return proofs.stream()
                .flatMap(proof -> proof.signature().templates().stream())
                .toList();
    }

    public List<AnswerRules.Pattern> delivered() {
        return states.delivered();
    }

    public List<AnswerRules.Pattern> failed() {
        return states.failed();
    }

    public List<AnswerRules.Pattern> complained() {
        return states.complained();
    }

    /** The notation of a receipt. */
    public enum Kind {
        FORM,
        JSON,
        /** Parameters of the address. */
        QUERY
    }

    /** A provider's question whether the address is right. */
    public sealed interface Handshake {
        /** Answers with the function of this handshake's case. */
        <R> R fold(Function<? super InAddress, ? extends R> onAddress, Function<? super InBody, ? extends R> onBody);

        /**
         * A call without a body.
         *
         * @param query parameter that holds the agreed token
         * @param answer parameter whose value the provider expects back
         */
        record InAddress(String query, Template token, String answer) implements Handshake {
            @Override
            public <R> R fold(
                    Function<? super InAddress, ? extends R> onAddress, Function<? super InBody, ? extends R> onBody) {
                return onAddress.apply(this);
            }
        }

        /**
         * A call that shows who makes it as a receipt does, and has a text in its body.
         *
         * @param at JSON pointer of the text
         * @param answer name of the member in which the provider expects the text back
         */
        record InBody(String at, String answer) implements Handshake {
            @Override
            public <R> R fold(
                    Function<? super InAddress, ? extends R> onAddress, Function<? super InBody, ? extends R> onBody) {
                return onBody.apply(this);
            }
        }
    }

    /**
     * Reads a call.
     *
     * @param values the operator's values
     * @param notifier is asked where Amazon SNS brings the receipts
     * @throws NotifierBusyException when it does not answer now
     */
    Read read(ReceiptCall call, String url, Function<String, String> values, Instant now, SnsNotifier notifier) {
        Optional<Handshake.InAddress> inAddress =
                handshake.flatMap(asked -> asked.fold(Optional::of, body -> Optional.empty()));
        if (inAddress.isPresent() && call.body().length == 0) {
            return Read.of(greet(inAddress.get(), pairs(call.query()), values));
        }
        Proof proof = proof(values);
        ReceiptSignature signature = proof.signature();
        Freshness freshness = proof.freshness();
        // The time costs nothing to look at, so that an old call has no certificate fetched.
        if (!freshness.isInTime(call, now)
                || !signature.isGood(call, url, values, notifier)
                || !freshness.hasNonce(call)) {
            return Read.of(new Reading.NotAuthentic());
        }
        return new Read(read(call, signature, notifier), freshness.nonce(call, now));
    }

    /** What a call says that shows where it comes from. */
    private Reading read(ReceiptCall call, ReceiptSignature signature, SnsNotifier notifier) {
        return signature
                .notice(call, notifier)
                .or(() -> handshake
                        .flatMap(asked ->
                                asked.<Optional<Handshake.InBody>>fold(address -> Optional.empty(), Optional::of))
                        .flatMap(asked -> greet(asked, signature.receipt(call))))
                .orElseGet(() -> reports(call, signature)
                        .<Reading>map(told -> new Reading.Receipts(told.stream()
                                .map(Told::report)
                                .map(report -> signature.tellsOfOthers() ? report : report.aboutMessageAlone())
                                .toList()))
                        .orElseGet(Reading.Malformed::new));
    }

    /**
     * What one report says of a message.
     *
     * @param reason the line of the reasons that knows why the message failed, or the complaint about a message that arrived; empty
     *     when neither is told
     */
    public record Told(String reference, DeliveryState state, Optional<AnswerRules.Rule> reason) {
        Report report() {
            return new Report(reference, state, reason.map(AnswerRules::meaning));
        }
    }

    /** The reports of final states in a call that is authentic; empty when the call is not in this form. */
    public Optional<List<Told>> reports(ReceiptCall call) {
        return reports(call, signature());
    }

    private Optional<List<Told>> reports(ReceiptCall call, ReceiptSignature signature) {
        byte[] receipt = signature.receipt(call);
        return switch (kind) {
            case QUERY -> Optional.of(fields(pairs(call.query())));
            case FORM -> form(pairs(new String(receipt, StandardCharsets.UTF_8)));
            case JSON -> json(receipt);
        };
    }

    private static Reading greet(
            Handshake.InAddress handshake, Map<String, String> query, Function<String, String> values) {
        String shown = query.getOrDefault(handshake.query(), "");
        String agreed = handshake.token().fill(values);
        return !agreed.isEmpty() && Macs.isEqual(shown, agreed)
                ? new Reading.Greeting(query.getOrDefault(handshake.answer(), ""))
                : new Reading.NotAuthentic();
    }

    private static Optional<Reading> greet(Handshake.InBody handshake, byte[] body) {
        return parse(body)
                .flatMap(root -> Selector.valueOf(root.at(handshake.at())))
                .map(text -> new Reading.Greeting(
                        JSON.createObjectNode().put(handshake.answer(), text).toString(), "application/json"));
    }

    private Optional<List<Told>> form(Map<String, String> fields) {
        if (field.isEmpty()) {
            return Optional.of(fields(fields));
        }
        return Optional.ofNullable(fields.get(field)).flatMap(json -> json(json.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Told> fields(Map<String, String> fields) {
        List<Told> reports = new ArrayList<>();
        add(reports, path -> Optional.ofNullable(fields.get(path)));
        return reports;
    }

    private Optional<List<Told>> json(byte[] body) {
        return parse(body).map(root -> {
            List<JsonNode> found = new ArrayList<>();
            collect(root, items, found);
            List<Told> reports = new ArrayList<>();
            found.forEach(item -> add(reports, path -> Selector.valueOf(item.at(path))));
            return reports;
        });
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static void collect(JsonNode node, List<String> path, List<JsonNode> found) {
        if (path.isEmpty()) {
            if (node.isArray()) {
                node.forEach(found::add);
            } else if (node.isObject()) {
                found.add(node);
            }
            return;
        }
        List<String> rest = path.subList(1, path.size());
        if (path.get(0).equals("*")) {
            node.forEach(child -> collect(child, rest, found));
        } else {
            collect(node.path(path.get(0)), rest, found);
        }
    }

    private void add(List<Told> reports, Function<String, Optional<String>> item) {
        Optional<String> id =
                first(reference, item).filter(found -> !found.isBlank() && found.length() <= LONGEST_REFERENCE);
        Optional<String> word = first(state, item);
        if (id.isPresent() && word.isPresent()) {
            states.told(id.get(), word.get(), () -> reason(item)).ifPresent(reports::add);
        }
    }

    private Optional<AnswerRules.Rule> reason(Function<String, Optional<String>> item) {
        return reasons.flatMap(known -> AnswerRules.first(
                known.rules(),
                known.at().stream().map(item).flatMap(Optional::stream).toList()));
    }

    private static Optional<String> first(List<String> places, Function<String, Optional<String>> item) {
        return places.stream().map(item).flatMap(Optional::stream).findFirst();
    }

    /** The fields of a form or a query (application/x-www-form-urlencoded); of several with one name, the first. */
    static Map<String, String> pairs(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                fields.putIfAbsent(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
