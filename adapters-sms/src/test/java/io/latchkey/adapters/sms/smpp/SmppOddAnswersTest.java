package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.http.LogRecords;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A carrier whose octets break the protocol, as no library would write them. */
@Timeout(60)
class SmppOddAnswersTest {
    private static final int BIND_TRANSCEIVER = 0x09;
    private static final int SUBMIT_SM = 0x04;
    private static final int DELIVER_SM = 0x05;
    private static final int GENERIC_NACK = 0x80000000;
    private static final int THROTTLED = 0x58;

    private final AtomicInteger messages = new AtomicInteger();
    private final List<ReceiptFate> dropped = new CopyOnWriteArrayList<>();
    /** {@code command_status} of each answer to a message. */
    private volatile int status;

    private final BlockingQueue<Integer> nacked = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 64, 65, 300})
    void takes_a_message_with_an_odd_id_as_accepted_without_a_reference(int length) throws IOException {
        try (ServerSocket carrier = listen("x".repeat(length).getBytes(StandardCharsets.US_ASCII), new byte[0]);
                SmppProvider sender = open(carrier)) {
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Accepted("carrier", Optional.empty()));
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Accepted("carrier", Optional.empty()));
            assertThat(messages).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 64, 65, 300})
    void reads_the_reason_of_a_refusal_with_an_odd_id(int length) throws IOException {
        status = THROTTLED;
        try (ServerSocket carrier = listen("x".repeat(length).getBytes(StandardCharsets.US_ASCII), new byte[0]);
                SmppProvider sender = open(carrier)) {
            DeliveryOutcome refused = sender.send(Carriers.message("hi"));
            assertThat(refused.reason()).isEqualTo("throttled (0x58)");
            assertThat(sender.send(Carriers.message("hi"))).isEqualTo(refused);
            assertThat(messages).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 300})
    void takes_a_bind_with_an_odd_name_as_accepted_by_its_status(int length) throws IOException {
        byte[] name = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        try (LogRecords log = LogRecords.ofAll();
                ServerSocket carrier = listen("7\0".getBytes(StandardCharsets.US_ASCII), new byte[0], name);
                SmppProvider sender = open(carrier)) {
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Accepted("carrier", Optional.of("7")));
            assertToldByOneLine(log, "a carrier answered a bind with a name that SMPP does not allow");
        }
    }

    @Test
    void refuses_a_malformed_request_by_one_line_of_the_log_and_stays_bound() throws IOException, InterruptedException {
        try (LogRecords log = LogRecords.ofAll();
                ServerSocket carrier = listen("7\0".getBytes(StandardCharsets.US_ASCII), new byte[] {0, 1});
                SmppProvider sender = open(carrier)) {
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Accepted("carrier", Optional.of("7")));
            assertThat(nacked.poll(20, TimeUnit.SECONDS)).isEqualTo(99);
            assertThat(dropped).containsExactly(ReceiptFate.UNREADABLE);
            assertToldByOneLine(log, "a carrier sent a malformed PDU, command 0x5");
            assertThat(sender.send(Carriers.message("hi")))
                    .isEqualTo(new DeliveryOutcome.Accepted("carrier", Optional.of("7")));
        }
    }

    /** The library would log a trace for each PDU that it cannot read. */
    private static void assertToldByOneLine(LogRecords log, String line) {
        assertThat(log.messages())
                .noneMatch(message -> message.contains("the trace of"))
                .filteredOn(message -> message.startsWith("a carrier"))
                .containsExactly(line);
    }

    private SmppProvider open(ServerSocket carrier) {
        ProviderSettings settings = Carriers.settings(
                URI.create("smpp://127.0.0.1:" + carrier.getLocalPort()),
                Duration.ofSeconds(10),
                "Latchkey",
                Carriers.values("me", "secret"),
                true);
        return SmppProvider.open(Carriers.definition(), settings, Clock.systemUTC(), new DeliveryReports() {
            @Override
            public void received(String provider, String reference, DeliveryState state) {
                throw new AssertionError("nothing is reported here");
            }

            @Override
            public void dropped(String provider, ReceiptFate fate) {
                dropped.add(fate);
            }
        });
    }

    /**
     * @param answer body of each answer to a message
     * @param request body of a {@code deliver_sm} after each answer; empty for none
     */
    private ServerSocket listen(byte[] answer, byte[] request) throws IOException {
        return listen(answer, request, new byte[] {'c', 0});
    }

    /** @param name body of each answer to a bind */
    private ServerSocket listen(byte[] answer, byte[] request, byte[] name) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    talk(socket, answer, request, name);
                } catch (IOException ended) {
                    // The client left, or the test is over.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void talk(Socket socket, byte[] answer, byte[] request, byte[] name) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        while (true) {
            int length = in.readInt();
            int command = in.readInt();
            in.readInt();
            int number = in.readInt();
            in.skipNBytes(length - 16);
            if (command == SUBMIT_SM) {
                messages.incrementAndGet();
                write(out, command | GENERIC_NACK, status, number, answer);
                if (request.length > 0) {
                    write(out, DELIVER_SM, 0, 99, request);
                }
            } else if (command == GENERIC_NACK) {
                nacked.add(number);
            } else if (command > 0) {
                write(out, command | GENERIC_NACK, 0, number, command == BIND_TRANSCEIVER ? name : new byte[0]);
            }
        }
    }

    private static void write(DataOutputStream out, int command, int commandStatus, int number, byte[] body)
            throws IOException {
        out.writeInt(16 + body.length);
        out.writeInt(command);
        out.writeInt(commandStatus);
        out.writeInt(number);
        out.write(body);
        out.flush();
    }
}
