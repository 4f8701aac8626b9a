package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One carrier that speaks SMPP 3.4: where it is, who we are to it and what its refusals mean.
 *
 * @param hearsReceipts whether the session is a transceiver, so that receipts come over it, or a mere transmitter
 * @param source how the sender's address is numbered; empty where that follows from the address
 * @param window most messages that wait for the carrier's answer at once; 1 to 1000
 * @param enquireLink silence after which the carrier is asked whether it is there; 1 s to 10 min
 * @param errors what command statuses mean where {@code SmppAnswers} would not say the same
 * @param pause wait after a status that means {@link ErrorClass#THROTTLED}; less than a day
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
        Duration pause,
        Optional<Price> price,
        Optional<Integer> perSecond) {
    private static final int PLAIN_PORT = 2775;
    private static final int TLS_PORT = 3550;
    private static final BigInteger SAMPLE = BigInteger.valueOf(0x3A7F);

    /**
     * Where a carrier listens.
     *
     * @param isTls whether the connection is TLS from its first byte
     */
    public record Server(String host, int port, boolean isTls) {
        static int standardPort(boolean isTls) {
            return isTls ? TLS_PORT : PLAIN_PORT;
        }
    }

    /** Who binds, as a definition writes it. */
    public record Account(Template systemId, Template password, Template systemType) {}

    /** Who binds. */
    public record Credentials(String systemId, String password, String systemType) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    /**
     * How an address is to be read (SMPP 3.4 §5.2.5 and §5.2.6).
     *
     * @param ton type of number, 0 to 6
     * @param npi numbering plan indicator
     */
    public record Numbering(int ton, int npi) {
        static final Set<Integer> PLANS = Set.of(0, 1, 3, 4, 6, 8, 9, 10, 14, 18);
    }

    /** What a message's id is written in. */
    public enum Notation {
        /** As it is. */
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
     * How the ids in answers and in the text of receipts are written: many carriers give the same number in another notation.
     *
     * @param answer of {@code submit_sm_resp} and {@code receipted_message_id} (SMPP 3.4 §5.3.2.12: the id that was returned)
     * @param receipt of {@code id:} in a receipt's text
     */
    public record References(Notation answer, Notation receipt) {}

    /** The reference that an id in an answer stands for: a number in decimal without leading zeros, or the text as it is. */
    public String referenceOfAnswer(String id) {
        return reference(references.answer(), id.strip());
    }

    /** The reference that an id in a receipt's text stands for. */
    public String referenceOfReceipt(String id) {
        return reference(references.receipt(), id.strip());
    }

    private static String reference(Notation notation, String id) {
        return notation.number(id).map(BigInteger::toString).orElse(id);
    }

    /** An id as an answer of this carrier may hold, for checks. */
    public String sampleAnswer() {
        return references.answer().write(SAMPLE);
    }

    /** The same message's id as the text of a receipt holds it. */
    public String sampleReceipt() {
        return references.receipt().write(SAMPLE);
    }

    /** Where to connect: what the definition names, or the operator's {@code smpp} or {@code ssmpp} address. */
    public Server server(ProviderSettings settings) {
        return settings.baseUrl().map(SmppDefinition::server).orElse(server);
    }

    private static Server server(URI address) {
        boolean isTls = "ssmpp".equals(address.getScheme());
        return new Server(
                address.getHost(), address.getPort() < 0 ? Server.standardPort(isTls) : address.getPort(), isTls);
    }

    /**
     * Who binds, by the operator's values of this moment.
     *
     * @throws IllegalStateException when a value is missing; says nothing of other values
     */
    public Credentials credentials(ProviderSettings settings) {
        Function<String, String> secrets = settings.placeholders(defaults, SenderProfile.NONE);
        return new Credentials(
                account.systemId().fill(secrets),
                account.password().fill(secrets),
                account.systemType().fill(secrets));
    }

    /** What is known of the carrier without a connection. */
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
