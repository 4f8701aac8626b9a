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
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * A carrier on 127.0.0.1 for tests: a real SMPP server that takes messages, until it is told to do otherwise, and puts their parts
 * together again. Ids are counted from {@code 1}.
 */
public final class SmppTestServer implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** A message as a telephone shows it. */
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

    /** @param certificate what the server shows */
    public static SmppTestServer startWithTls(SSLContext certificate) throws IOException {
        return new SmppTestServer(Optional.of(certificate));
    }

    public int port() {
        return carrier.port();
    }

    /** What {@code base-url} takes. */
    public URI uri() {
        return URI.create((certificate.isPresent() ? "ssmpp" : "smpp") + "://127.0.0.1:" + port());
    }

    /** Takes messages from now on. */
    public void accept() {
        carrier.play(accepting());
    }

    /** Takes messages from now on and gives all of them this id. */
    public void acceptAs(String id) {
        carrier.play(new ScriptedCarrier.Script.Accept(() -> id));
    }

    private ScriptedCarrier.Script accepting() {
        return new ScriptedCarrier.Script.Accept(() -> Integer.toString(ids.incrementAndGet()));
    }

    /** Takes messages from now on, but answers to none before the latch is open. */
    public void acceptAfter(CountDownLatch latch) {
        carrier.play(new ScriptedCarrier.Script.Hold(latch, accepting()));
    }

    /** @param status command status, such as 0x58 */
    public void refuse(int status) {
        carrier.play(new ScriptedCarrier.Script.Refuse(status));
    }

    /** Takes so many parts of messages, then refuses. */
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

    /** Takes each message from now on and ends the connection. */
    public void hangUpOnMessages() {
        carrier.play(new ScriptedCarrier.Script.HangUp());
    }

    /** @param status command status with which to refuse whoever wants to bind; 0 to let them */
    public void answerBindsWith(int status) {
        carrier.answerBindsWith(status);
    }

    /** Ends every session without a word. */
    public void hangUp() {
        carrier.hangUp();
    }

    /** Ends every session as the protocol says. */
    public void unbind() {
        carrier.unbind();
    }

    /** Stops and starts on the same port. */
    public void restart() throws IOException {
        int port = carrier.port();
        carrier.close();
        await(() -> listens(port));
        accept();
    }

    /** The port may still be taken for a moment, by a connection that the end of the server left behind. */
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

    /** Most parts that waited for an answer at once. */
    public int mostUnanswered() {
        return carrier.mostUnanswered();
    }

    /** The whole messages since it was last told what to do, in the order of their first parts. */
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

    /** The parts since it was last told what to do, as they came. */
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

    /** Waits until so many whole messages came. */
    public List<Message> awaitMessages(int count) {
        await(() -> messages().size() >= count);
        return messages();
    }

    /**
     * Sends the receipt that most carriers send.
     *
     * @param state such as {@code DELIVRD}
     * @return command status of the answer
     */
    public int sendReceipt(String id, String state) throws IOException {
        return sendReceiptText("id:" + id
                + " sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:" + state
                + " err:000 text:Your code");
    }

    /** Sends a receipt of any wording. */
    public int sendReceiptText(String text) throws IOException {
        return carrier.deliver(MessageType.SMSC_DEL_RECEIPT.value(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a receipt that says it all in its optional parameters. */
    public int sendReceiptParameters(String id, MessageState state) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                new byte[0],
                new OptionalParameter.Receipted_message_id(id),
                new OptionalParameter.Message_state(state.value()));
    }

    /** Sends a receipt whose text stands where long texts do. */
    public int sendReceiptPayload(String text) throws IOException {
        return carrier.deliver(
                MessageType.SMSC_DEL_RECEIPT.value(),
                new byte[0],
                new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Sends what somebody wrote with a telephone. */
    public int sendFromTelephone(String text) throws IOException {
        return carrier.deliver(MessageType.DEFAULT.value(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits until something is so, for at most 20 s. */
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
