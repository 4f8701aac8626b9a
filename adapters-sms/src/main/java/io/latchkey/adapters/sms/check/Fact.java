package io.latchkey.adapters.sms.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpReceiptReader;
import io.latchkey.adapters.sms.http.OutgoingCall;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.http.SnsNotifier;
import io.latchkey.adapters.sms.http.Verification;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One thing that a provider's document says. */
sealed interface Fact {
    /** Where the fact stands. */
    Place place();

    /** The document and its date, or {@link Facts#MEMORY}. */
    String source();

    /** Short words for a table, such as {@code answer 400 21211: bad-number}. */
    String name();

    /** How the definition disagrees, as a clause; empty when it agrees. */
    Optional<String> disagreement(HttpDefinition definition);

    /**
     * An answer of the provider.
     *
     * @param code the code in the answer that tells it from others; may be empty
     */
    record Told(Place place, String source, String code, int status, Map<String, String> headers, String body) {
        private String name(String meaning) {
            boolean isMore = !code.isEmpty() && !code.equals(Integer.toString(status));
            return status + (isMore ? " " + code : "") + ": " + meaning;
        }

        /** @param messageId our id of the message that is answered */
        private Answer answer(String messageId) {
            return new Answer(
                    status,
                    body.getBytes(StandardCharsets.UTF_8),
                    messageId,
                    name -> headers.entrySet().stream()
                            .filter(header -> header.getKey().equalsIgnoreCase(name))
                            .map(Map.Entry::getValue)
                            .findFirst());
        }
    }

    /** What one answer means. */
    sealed interface OfTold extends Fact {
        Told told();

        @Override
        default Place place() {
            return told().place();
        }

        @Override
        default String source() {
            return told().source();
        }
    }

    /**
     * An answer to a message has this meaning.
     *
     * @param meaning {@code accepted}, {@code unknown} or the name of a class of refusals
     * @param reference the provider's id of the message; empty when the fact does not tell
     */
    record OfAnswer(Told told, String meaning, Optional<String> reference) implements OfTold {
        @Override
        public String name() {
            return "answer " + told.name(meaning);
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            Meanings.OfAnswer found = Meanings.of(definition, told.answer(Meanings.OWN_ID));
            if (!found.word().equals(meaning)) {
                return Optional.of("the definition makes it " + found.word());
            }
            return reference
                    .filter(id -> !found.outcome().reference().equals(Optional.of(id)))
                    .map(id -> "the definition finds the reference "
                            + found.outcome().reference().orElse("nowhere") + " and not " + id);
        }
    }

    /**
     * An answer to the check of a code has this meaning.
     *
     * @param meaning {@code right}, {@code wrong}, {@code used-up}, {@code over} or {@code none}
     */
    record OfCheck(Told told, String meaning) implements OfTold {
        @Override
        public String name() {
            return "check " + told.name(meaning);
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            if (definition.verification().isEmpty()) {
                return Optional.of("the definition checks no codes");
            }
            String found =
                    Verification.nameOf(definition.verification().get().words().verdict(told.answer(Meanings.OWN_ID)));
            return found.equals(meaning) ? Optional.empty() : Optional.of("the definition makes it " + found);
        }
    }

    /**
     * A receipt has this meaning.
     *
     * @param example the state or reason in the receipt, for the name; may be empty
     * @param meaning {@code delivered}, {@code failed}, {@code failed} and the name of a class, {@code unconfirmed}, or
     *     {@code nothing} for a step on the way
     * @param references the provider's ids in the receipt; empty when the fact does not tell
     */
    record OfReceipt(
            Place place,
            String source,
            String example,
            String query,
            String body,
            String meaning,
            List<String> references)
            implements Fact {
        @Override
        public String name() {
            return "receipt" + (example.isEmpty() ? "" : " " + example) + ": " + meaning;
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            if (definition.receipts().isEmpty()) {
                return Optional.of("the definition reads no receipts");
            }
            Optional<List<ReceiptForm.Told>> told = definition
                    .receipts()
                    .get()
                    .reports(
                            new ReceiptCall(definition.name(), Map.of(), query, body.getBytes(StandardCharsets.UTF_8)));
            if (told.isEmpty()) {
                return Optional.of("the definition cannot read it");
            }
            Set<String> words = told.get().stream().map(Meanings::of).collect(Collectors.toCollection(TreeSet::new));
            if (words.isEmpty()) {
                return meaning.equals(Meanings.NOTHING)
                        ? Optional.empty()
                        : Optional.of("the definition makes it " + Meanings.NOTHING);
            }
            if (!words.equals(Set.of(meaning))) {
                return Optional.of("the definition makes it " + String.join(" and ", words));
            }
            List<String> found =
                    told.get().stream().map(ReceiptForm.Told::reference).toList();
            return references.isEmpty() || found.equals(references)
                    ? Optional.empty()
                    : Optional.of("the definition finds the references " + found + " and not " + references);
        }
    }

    /**
     * The answer to a question about a message has this meaning.
     *
     * @param values the operator's values, by name
     * @param line method and address of the question about the message {@value OfPoll#ASKED}; empty when the fact does not tell
     * @param meaning the same words as of receipts
     */
    record OfPoll(Told told, Map<String, String> values, String line, String meaning) implements OfTold {
        /** The id that the question is about. */
        private static final String ASKED = "check-reference";

        @Override
        public String name() {
            return "poll" + (told.code().isEmpty() ? "" : " " + told.code()) + ": " + meaning;
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            if (definition.followUp().poll().isEmpty()) {
                return Optional.of("the definition asks about no messages");
            }
            String made = Meanings.poll(definition, values, ASKED)
                    .map(call -> call.method() + ' ' + call.uri())
                    .orElse("");
            if (!line.isEmpty() && !made.equals(line)) {
                return Optional.of("the definition makes the call " + made);
            }
            String found = definition
                    .followUp()
                    .poll()
                    .get()
                    .told(told.answer(ASKED), ASKED)
                    .map(Meanings::of)
                    .orElse(Meanings.NOTHING);
            return found.equals(meaning) ? Optional.empty() : Optional.of("the definition makes it " + found);
        }
    }

    /**
     * A receipt is signed so, or is not.
     *
     * @param address the address that was called, with its query
     * @param at the time at which it arrived
     * @param isGenuine whether the provider's own software accepts the signature
     */
    record OfSignature(
            Place place,
            String source,
            Map<String, String> values,
            String address,
            Map<String, String> headers,
            String body,
            Instant at,
            boolean isGenuine)
            implements Fact {
        @Override
        public String name() {
            return "signature of " + address + (isGenuine ? ": genuine" : ": forged");
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            Map<String, List<String>> received = new HashMap<>();
            headers.forEach((name, value) -> received.put(Meanings.lowerCase(name), List.of(value)));
            String[] parts = address.split("\\?", 2);
            ReceiptCall call = new ReceiptCall(
                    definition.name(),
                    received,
                    parts.length > 1 ? parts[1] : "",
                    body.getBytes(StandardCharsets.UTF_8));
            Optional<Read> read = new HttpReceiptReader(
                            definition,
                            Meanings.settings(parts[0], definition.channel(), values),
                            Clock.fixed(at, ZoneOffset.UTC),
                            SnsNotifier.NONE)
                    .read(call);
            if (read.isEmpty()) {
                return Optional.of("the definition reads no receipts");
            }
            boolean isBelieved = !read.get().reading().equals(new Reading.NotAuthentic());
            return isBelieved == isGenuine
                    ? Optional.empty()
                    : Optional.of("the definition " + (isBelieved ? "believes it" : "does not believe it"));
        }
    }

    /**
     * A message is handed over, or its code is checked or canceled, by this call.
     *
     * @param deed what is done with the code; empty for the message
     * @param line method and address
     * @param headers headers that the call must have
     * @param fields names of the fields that the provider knows, with dots between the names of JSON members
     * @param required names of the fields that the provider requires
     */
    record OfCall(
            Place place,
            String source,
            Optional<Verification.Deed> deed,
            Map<String, String> values,
            String line,
            Map<String, String> headers,
            Set<String> fields,
            Set<String> required)
            implements Fact {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Override
        public String name() {
            return "call " + line;
        }

        @Override
        public Optional<String> disagreement(HttpDefinition definition) {
            if (deed.isPresent() && definition.verification().isEmpty()) {
                return Optional.of("the definition leaves codes to us");
            }
            OutgoingCall call = deed.map(done -> Meanings.call(definition, done, values))
                    .orElseGet(() -> Meanings.call(definition, values));
            String made = call.method() + ' ' + call.uri();
            if (!made.equals(line)) {
                return Optional.of("the definition makes the call " + made);
            }
            Optional<String> header = headers.entrySet().stream()
                    .filter(wanted -> !wanted.getValue()
                            .equals(call.headers().entrySet().stream()
                                    .filter(sent -> sent.getKey().equalsIgnoreCase(wanted.getKey()))
                                    .map(Map.Entry::getValue)
                                    .findFirst()
                                    .orElse("")))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (header.isPresent()) {
                return Optional.of("the definition sends another header " + header.get());
            }
            Set<String> sent = sent(call.body());
            Set<String> unknown = new TreeSet<>(sent);
            unknown.removeAll(fields);
            if (!fields.isEmpty() && !unknown.isEmpty()) {
                return Optional.of("the definition sends " + unknown + ", which the provider does not know");
            }
            Set<String> missing = new TreeSet<>(required);
            missing.removeAll(sent);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the definition does not send " + missing + ", which the provider requires");
        }

        private static Set<String> sent(String body) {
            Set<String> names = new TreeSet<>();
            if (body.isEmpty()) {
                return names;
            }
            try {
                collect(JSON.readTree(body), "", names);
            } catch (JsonProcessingException form) {
                Arrays.stream(body.split("&", -1))
                        .map(pair -> pair.split("=", 2)[0])
                        .forEach(names::add);
            }
            return names;
        }

        private static void collect(JsonNode node, String name, Set<String> names) {
            if (node.isObject()) {
                node.properties()
                        .forEach(member -> collect(
                                member.getValue(),
                                name.isEmpty() ? member.getKey() : name + '.' + member.getKey(),
                                names));
            } else if (node.isArray()) {
                node.forEach(element -> collect(element, name, names));
            } else {
                names.add(name);
            }
        }
    }
}
