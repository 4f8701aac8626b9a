package io.latchkey.adapters.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class BodyBoundsFilterTest extends ApiTest {
    private static final int MOST_BYTES = 30;

    /** A limit for the next byte alone would let this client hold its thread as long as its body is. */
    @Test
    void ends_a_body_that_comes_byte_by_byte(ApiServer server) throws IOException {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            client.setSoTimeout(300);
            client.getOutputStream()
                    .write(
                            ("POST /api/v1/sessions/refresh HTTP/1.1\r\nHost: latchkey\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: " + MOST_BYTES + "\r\n\r\n{")
                                    .getBytes(US_ASCII));
            assertThat(answerWhileSending(client)).startsWith("HTTP/1.1 408");
        }
    }

    private static String answerWhileSending(Socket client) throws IOException {
        for (int sent = 1; sent < MOST_BYTES; sent++) {
            try {
                return new String(client.getInputStream().readNBytes(12), US_ASCII);
            } catch (SocketTimeoutException notYet) {
                client.getOutputStream().write(' ');
            }
        }
        // The server of this test takes the rest of a body before it answers.
        client.setSoTimeout(10_000);
        return new String(client.getInputStream().readNBytes(12), US_ASCII);
    }
}
