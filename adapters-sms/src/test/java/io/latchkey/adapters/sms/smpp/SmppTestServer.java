package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.check.ScriptedCarrier;
import io.latchkey.adapters.sms.text.GsmAlphabet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * A carrier on 127.0.0.1 for tests: a real SMPP server. It takes messages until it is told otherwise, and joins their
 * parts. Its ids count from {@code 1}.
 */
public final class SmppTestServer implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** A message as a phone shows it. */
    public record Message(String from, String to, String text) {}

    /** One {@code submit_sm}. */
    public record Part(
            int sourceTon,
            int sourceNpi,
            int destinationTon,
            int destinationNpi,
            int dataCoding,
            boolean isJoined,
            int registeredDelivery,
            String octets,
            int messageReference) {}

    private final Optional<SSLContext> certificate;
    private final AtomicInteger ids = new AtomicInteger();
    private ScriptedCarrier carrier;

    private SmppTestServer(Optional<SSLContext> certificate) throws IOException {
        this.certificate = certificate;
        this.carrier = new ScriptedCarrier(0, certificate);
        accept();
    }

    public static SmppTestServer start() throws IOException {
        return new SmppTestServer(Optional.empty());
    }

    /** @param certificate the server's TLS context */
    public static SmppTestServer startWithTls(SSLContext certificate) throws IOException {
        return new SmppTestServer(Optional.of(certificate));
    }

    public int port() {
        return carrier.port();
    }

    /** The value for {@code base-url}. */
    public URI uri() {
        return URI.create((certificate.isPresent() ? "ssmpp" : "smpp") + "://127.0.0.1:" + port());
    }

    /** From now on takes messages. */
    public void accept() {
        carrier.play(accepting());
    }

    /** From now on takes messages and gives all of them this id. */
    public void acceptAs(String id) {
        carrier.play(new ScriptedCarrier.Script.Accept(() -> id));
    }

    /** From now on sends the receipt of each message before it answers that it took the message. */
    public void acceptAfterReceipt(String id, String state) {
        carrier.play(new ScriptedCarrier.Script.Accept(() -> {
            try {
                int unused = sendReceipt(id, state);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return id;
        }));
    }

    private ScriptedCarrier.Script accepting() {
        return new ScriptedCarrier.Script.Accept(() -> Integer.toString(ids.incrementAndGet()));
    }

    /** From now on takes messages, but answers only when the latch is open. */
    public void acceptAfter(CountDownLatch latch) {
        carrier.play(new ScriptedCarrier.Script.Hold(latch, accepting()));
    }

    /** @param status command status, such as 0x58 */
    public void refuse(int status) {
        carrier.play(new ScriptedCarrier.Script.Refuse(status));
    }

    /** Takes this number of message parts, then refuses. */
    public void refuseAfter(int parts, int status) {
        AtomicInteger taken = new AtomicInteger();
        carrier.play(new ScriptedCarrier.Script.Accept(() -> {
            if (taken.incrementAndGet() == parts) {
                refuseFromNowOn(status);
            }
            return Integer.toString(ids.incrementAndGet());
        }));
    }

    private void refuseFromNowOn(int status) {
        carrier.playOn(new ScriptedCarrier.Script.Refuse(status));
    }

    public void staySilent() {
        carrier.play(new ScriptedCarrier.Script.Silence());
    }

    /** From now on takes each message and ends the connection. */
    public void hangUpOnMessages() {
        carrier.play(new ScriptedCarrier.Script.HangUp());
    }

    /** @param status command status that refuses every request to bind; 0 accepts them */
    public void answerBindsWith(int status) {
        carrier.answerBindsWith(status);
    }

    /** Ends every session without unbinding. */
    public void hangUp() {
        carrier.hangUp();
    }

    /** Ends every session by unbinding, as the protocol asks. */
    public void unbind() {
        carrier.unbind();
    }

    /** Stops the server and starts it on the same port. */
    public void restart() throws IOException {
        int port = carrier.port();
        carrier.close();
        await(() -> listens(port));
        accept();
    }

    /** Whether the server listens again. A connection of the stopped server may hold the port for a moment. */
    private boolean listens(int port) {
        try {
            carrier = new ScriptedCarrier(port, certificate);
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int binds() {
        return carrier.binds().size();
    }

    public String lastSystemId() {
        return carrier.binds().get(carrier.binds().size() - 1).systemId();
    }

    public String lastPassword() {
        return carrier.binds().get(carrier.binds().size() - 1).password();
    }

    public int enquireLinks() {
        return carrier.enquireLinks();
    }

    /** The largest number of parts that waited for an answer at the same time. */
    public int mostUnanswered() {
        return carrier.mostUnanswered();
    }

    /** Until when the parts since the last instruction are good, as they were sent. */
    List<String> validities() {
        return carrier.messages().stream().map(SubmitSm::getValidityPeriod).toList();
    }

    /** The whole messages since the last instruction, in the order of their first parts. */
    public List<Message> messages() {
        Map<String, List<SubmitSm>> byMessage = new LinkedHashMap<>();
        for (SubmitSm part : carrier.messages()) {
            byte[] octets = part.getShortMessage();
            String joint = part.isUdhi() ? part.getDestAddress() + '/' + octets[3] : "alone/" + byMessage.size();
            byMessage.computeIfAbsent(joint, first -> new ArrayList<>()).add(part);
        }
        return byMessage.values().stream()
                .filter(parts ->
                        !parts.get(0).isUdhi() || parts.size() == (parts.get(0).getShortMessage()[4] & 0xff))
                .map(SmppTestServer::message)
                .toList();
    }

    private static Message message(List<SubmitSm> parts) {
        StringBuilder text = new StringBuilder();
        for (int place = 1; place <= parts.size(); place++) {
            for (SubmitSm part : parts) {
                byte[] octets = part.getShortMessage();
                if (!part.isUdhi()) {
                    text.append(decode(part, octets));
                } else if (octets[5] == place) {
                    text.append(decode(part, Arrays.copyOfRange(octets, octets[0] + 1, octets.length)));
                }
            }
        }
        return new Message(
                Objects.requireNonNullElse(parts.get(0).getSourceAddr(), ""),
                parts.get(0).getDestAddress(),
                text.toString());
    }

    private static String decode(SubmitSm part, byte[] octets) {
        return switch (part.getDataCoding()) {
            case 0 -> GsmAlphabet.decode(octets);
            case 8 -> new String(octets, StandardCharsets.UTF_16BE);
            default -> throw new AssertionError("data_coding " + part.getDataCoding());
        };
    }

    /** The parts since the last instruction, in order of arrival. */
    public List<Part> parts() {
        return carrier.messages().stream()
                .map(part -> new Part(
                        part.getSourceAddrTon(),
                        part.getSourceAddrNpi(),
                        part.getDestAddrTon(),
                        part.getDestAddrNpi(),
                        part.getDataCoding(),
                        part.isUdhi(),
                        part.getRegisteredDelivery(),
                        HexFormat.of().formatHex(part.getShortMessage()),
                        part.getOptionalParameter(OptionalParameter.User_message_reference.class)
                                        .getValue()
                                & 0xffff))
                .toList();
    }

    /** Waits until this number of whole messages arrived. */
    public List<Message> awaitMessages(int count) {
        await(() -> messages().size() >= count);
        return messages();
    }

    /**
     * Sends a receipt in the form that most carriers use.
     *
     * @param state such as {@code DELIVRD}
     * @return command status of the answer
     */
    public int sendReceipt(String id, String state) throws IOException {
        return sendReceiptText("id:" + id
                + " sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:" + state
                + " err:000 text:Your code");
    }

    /** Sends a receipt with this text. */
    public int sendReceiptText(String text) throws IOException {
        return carrier.deliver(MessageType.SMSC_DEL_RECEIPT.value(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a receipt whose data is in its optional parameters only. */
    public int sendReceiptParameters(String id, MessageState state) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                new byte[0],
                new OptionalParameter.Receipted_message_id(id),
                new OptionalParameter.Message_state(state.value()));
    }

    /** Sends a receipt with its text in the parameter for long texts. */
    public int sendReceiptPayload(String text) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                new byte[0],
                new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Sends a receipt with this text and a parameter of this state. */
    public int sendReceiptContradicted(String text, byte state) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                text.getBytes(StandardCharsets.ISO_8859_1),
                new OptionalParameter.Message_state(state));
    }

    /** Sends a receipt with this text and, if there is one, a parameter {@code network_error_code} of these octets. */
    public int sendReceiptWithError(String text, Optional<byte[]> networkError) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                text.getBytes(StandardCharsets.ISO_8859_1),
                networkError.stream()
                        .map(OptionalParameter.Network_error_code::new)
                        .toArray(OptionalParameter[]::new));
    }

    /** Sends a receipt whose {@code data_coding} says UCS-2. */
    public int sendReceiptAsUcs2(byte[] octets) throws IOException {
        return carrier.deliver(MessageType.SMSC_DEL_RECEIPT.value(), DataCodings.newInstance((byte) 8), octets);
    }

    /** Sends a text from a phone. */
    public int sendFromTelephone(String text) throws IOException {
        return carrier.deliver(MessageType.DEFAULT.value(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits until the condition holds, for at most 20 s. */
    public static void await(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come about in " + LONGEST_WAIT);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        carrier.close();
    }
}
