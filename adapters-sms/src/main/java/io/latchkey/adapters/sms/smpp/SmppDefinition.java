package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.http.ReasonCodes;
import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Describes one carrier that speaks SMPP 3.4: its address, our account there and the meaning of its refusals.
 *
 * @param hearsReceipts whether the session is a transceiver, which also carries receipts; false for a transmitter
 * @param source numbering of the sender's address; empty when it follows from the address
 * @param window maximum number of messages that wait for the carrier's answer; 1 to 1000
 * @param enquireLink silence after which the carrier is asked whether it is alive; 1 s to 10 min
 * @param errors meanings of command statuses that differ from {@code SmppAnswers}
 * @param reasons meanings of the codes in receipts that tell why a message failed; each carrier has its own codes
 * @param pause wait after a status that means {@link ErrorClass#THROTTLED} or {@link ErrorClass#MESSAGE_THROTTLED}; less than a day
 */
public record SmppDefinition(
        String name,
        Map<String, String> defaults,
        Server server,
        Account account,
        boolean hearsReceipts,
        Optional<Numbering> source,
        int window,
        Duration enquireLink,
        References references,
        Map<Integer, ErrorClass> errors,
        ReasonCodes reasons,
        Duration pause,
        Optional<Price> price,
        Optional<Integer> perSecond) {
    private static final int PLAIN_PORT = 2775;
    private static final int TLS_PORT = 3550;
    /** Carriers that pad hexadecimal ids pad them to this length. */
    private static final int HEX_DIGITS = 8;

    private static final BigInteger SAMPLE = BigInteger.valueOf(0x3A7F);

    /**
     * Address of a carrier.
     *
     * @param isTls whether the connection is TLS from its first byte
     */
    public record Server(String host, int port, boolean isTls) {
        static int standardPort(boolean isTls) {
            return isTls ? TLS_PORT : PLAIN_PORT;
        }
    }

    /** The credentials for binding, as templates of the definition. */
    public record Account(Template systemId, Template password, Template systemType) {}

    /** The credentials for binding. */
    public record Credentials(String systemId, String password, String systemType) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    /**
     * The numbering of an address (SMPP 3.4 §5.2.5 and §5.2.6).
     *
     * @param ton type of number, 0 to 6
     * @param npi numbering plan indicator
     */
    public record Numbering(int ton, int npi) {
        static final Set<Integer> PLANS = Set.of(0, 1, 3, 4, 6, 8, 9, 10, 14, 18);
    }

    /** The notation of a message's id. */
    public enum Notation {
        /** Any text. */
        TEXT,
        HEX,
        DECIMAL;

        private Optional<BigInteger> number(String id) {
            return switch (this) {
                case TEXT -> Optional.empty();
                case HEX ->
                    id.matches("(0[xX])?[0-9A-Fa-f]{1,64}")
                            ? Optional.of(new BigInteger(id.replaceFirst("^0[xX]", ""), 16))
                            : Optional.empty();
                case DECIMAL -> id.matches("[0-9]{1,64}") ? Optional.of(new BigInteger(id)) : Optional.empty();
            };
        }

        String write(BigInteger number) {
            return switch (this) {
                case TEXT, DECIMAL -> number.toString();
                case HEX -> number.toString(16).toUpperCase(Locale.ROOT);
            };
        }
    }

    /**
     * The notations of ids in answers and in the text of receipts. Many carriers write the same number in two
     * notations.
     *
     * @param answer notation in {@code submit_sm_resp} and {@code receipted_message_id} (SMPP 3.4 §5.3.2.12: the id
     *     that was returned)
     * @param receipt notation of {@code id:} in a receipt's text
     */
    public record References(Notation answer, Notation receipt) {}

    /** The reference for an id in an answer: a number in decimal without leading zeros, or the text itself. */
    public String referenceOfAnswer(String id) {
        return reference(references.answer(), id.strip());
    }

    /** The reference for an id in a receipt's text. */
    public String referenceOfReceipt(String id) {
        return reference(references.receipt(), id.strip());
    }

    /**
     * Other ids by which the message of a receipt may be known, when the definition does not tell how ids are written: the same number
     * in another notation, or the same digits in other case or without leading zeros.
     */
    public List<String> otherNotations(String id) {
        if (references.answer() != Notation.TEXT) {
            return List.of();
        }
        Set<String> others = new LinkedHashSet<>();
        Notation.DECIMAL.number(id).ifPresent(number -> {
            others.add(number.toString());
            String hex = number.toString(16);
            for (String text : List.of(hex, "0".repeat(Math.max(0, HEX_DIGITS - hex.length())) + hex)) {
                others.add(text.toUpperCase(Locale.ROOT));
                others.add(text);
            }
        });
        Notation.HEX.number(id).ifPresent(number -> {
            others.add(number.toString());
            others.add(id.toUpperCase(Locale.ROOT));
            others.add(id.toLowerCase(Locale.ROOT));
        });
        others.remove(id);
        return List.copyOf(others);
    }

    private static String reference(Notation notation, String id) {
        return notation.number(id).map(BigInteger::toString).orElse(id);
    }

    /** An id that an answer of this carrier may hold, for checks. */
    public String sampleAnswer() {
        return references.answer().write(SAMPLE);
    }

    /** The same message's id in the notation of a receipt's text. */
    public String sampleReceipt() {
        return references.receipt().write(SAMPLE);
    }

    /** The address to connect to: the definition's, or the operator's {@code smpp} or {@code ssmpp} address. */
    public Server server(ProviderSettings settings) {
        return settings.baseUrl().map(SmppDefinition::server).orElse(server);
    }

    private static Server server(URI address) {
        boolean isTls = "ssmpp".equals(address.getScheme());
        return new Server(
                address.getHost(), address.getPort() < 0 ? Server.standardPort(isTls) : address.getPort(), isTls);
    }

    /**
     * The credentials for binding, with the operator's present values.
     *
     * @throws IllegalStateException when a value is missing; the text holds no other values
     */
    public Credentials credentials(ProviderSettings settings) {
        Function<String, String> secrets = settings.placeholders(defaults, SenderProfile.NONE);
        return new Credentials(
                account.systemId().fill(secrets),
                account.password().fill(secrets),
                account.systemType().fill(secrets));
    }

    /** The carrier's name, channel, values and price. */
    public ProviderFacts facts() {
        Set<String> required = secrets();
        required.removeAll(defaults.keySet());
        return new ProviderFacts(name, Channel.SMS, defaults, required, Set.of(), price);
    }

    private Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        List.of(account.systemId(), account.password(), account.systemType())
                .forEach(template -> names.addAll(template.secrets()));
        return names;
    }
}
