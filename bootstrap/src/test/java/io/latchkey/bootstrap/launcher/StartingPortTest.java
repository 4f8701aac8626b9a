package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPortTest {
    private StartingPort port;
    private InetSocketAddress address;

    @BeforeEach
    void listen() throws IOException {
        address = free();
        port = StartingPort.listen(address, "");
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    @Test
    void says_that_the_process_lives() throws IOException {
        assertThat(answer("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\r\nContent-Type: application/json\r\n")
                .endsWith("{\"status\":\"UP\",\"checks\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health/ready", "GET /health", "GET /", "POST /api/v1/otp?a=b", "BREW /%zz", "GET x"})
    void answers_everything_else_with_a_problem_and_when_to_come_again(String line) throws IOException {
        assertThat(answer(line + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("\r\nContent-Type: application/problem+json\r\n", "\r\nRetry-After: 3\r\n")
                .contains("\"type\":\"/problems/starting\"", "\"status\":503", "\"retryAfter\":3")
                .doesNotContainIgnoringCase("\r\nServer:");
    }

    @Test
    void leads_to_the_page_about_it() throws IOException {
        port.close();
        address = free();
        port = StartingPort.listen(address, "https://id.example.org");
        assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains("\"type\":\"https://id.example.org/problems/starting\"");
    }

    @Test
    void names_the_path_where_it_is_harmless() throws IOException {
        assertThat(answer("POST /api/v1/otp?a=b HTTP/1.1\r\n\r\n")).contains("\"instance\":\"/api/v1/otp\"");
        assertThat(answer("GET /\"} HTTP/1.1\r\n\r\n")).contains("503").doesNotContain("instance");
    }

    @Test
    void sends_no_body_to_who_asks_for_the_head() throws IOException {
        assertThat(answer("HEAD /health/ready HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("\r\n\r\n");
    }

    @Test
    void answers_a_head_that_has_no_end() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nX: " + "a".repeat(20_000))).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void lets_a_client_send_its_whole_body() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write("POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 503");
            client.getOutputStream().write(new byte[200_000]);
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .contains("/problems/starting");
        }
    }

    @Test
    void answers_beside_clients_that_say_nothing() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(connect());
            }
            assertThat(answer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 503 ");
        } finally {
            for (Socket client : silent) {
                client.close();
            }
        }
    }

    @Test
    void hands_over_a_socket_in_which_new_clients_wait() throws Exception {
        assertThat(answer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 503 ");
        try (ServerSocketChannel socket = port.handOver();
                Socket client = connect()) {
            client.getOutputStream().write('!');
            socket.configureBlocking(true);
            assertThat(socket.accept().socket().getInputStream().read()).isEqualTo('!');
        }
    }

    @Test
    void refuses_a_port_that_is_taken() {
        assertThatThrownBy(() -> StartingPort.listen(address, "")).isInstanceOf(BindException.class);
    }

    private static InetSocketAddress free() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return (InetSocketAddress) socket.getLocalAddress();
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(address.getAddress(), address.getPort());
        client.setSoTimeout(10_000);
        return client;
    }

    private String answer(String request) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
