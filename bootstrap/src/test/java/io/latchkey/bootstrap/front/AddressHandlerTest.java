package io.latchkey.bootstrap.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On Grizzly itself, whose handler for applications fails as that of Payara does. */
class AddressHandlerTest {
    private static final String HOST = "Host: a\r\n";

    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);

    /** Parses the address and then answers 200, without a body where it could not be parsed. */
    private static final class Application extends HttpHandler {
        @Override
        public void service(Request request, Response response) {
            try {
                request.getRequest().getRequestURIRef().getDecodedRequestURIBC();
                response.setHeader("X-Name", request.getServerName());
            } catch (IOException | RuntimeException malformed) {
                response.setHeader("X-Failed", "yes");
            }
        }
    }

    /** Gives every refusal the same id. */
    private static final class OneDecision implements RequestDecisions {
        private static final UUID ID = new UUID(1, 2);

        @Override
        public void begin() {}

        @Override
        public void end() {}

        @Override
        public Optional<UUID> answer(Told told) {
            assertThat(told.network()).as("the client's network").isEqualTo("127.0.0.1");
            return Optional.of(ID);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.addListener(listener);
        server.getServerConfiguration()
                .addHttpHandler(new AddressHandler(
                        new Application(),
                        "/latchkey",
                        "https://id.example.org",
                        new OneDecision(),
                        new ClientOriginResolver(List.of("127.0.0.0/8"), ProxyHeader.X_FORWARDED_FOR)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/latchkey%",
                "/latchkey/%zz",
                "/latchkey/%ff",
                "/latchkey/%00",
                "/latchkey/a%5cb",
                "/latchkey/a;b=c",
                "/latchkey/a%3Bb",
                "/latchkey;x/a",
                "/latchkey/../../x",
                "http://a/latchkey/%zz",
                "http:///latchkey"
            })
    void refuses_an_address_of_its_own_that_cannot_be_read(String address) throws IOException {
        assertThat(answer("GET " + address + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains(
                        "Content-Type: application/problem+json",
                        "\"type\":\"https://id.example.org/problems/malformed-address\"")
                .contains("Connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host:\r\n",
                "Host: a b\r\n",
                "Host: a\r\nHost: b\r\n",
                "Host: a:x\r\n",
                "Host: a:99999\r\n",
                "Host: [::1\r\n",
                "Host: :80\r\n"
            })
    void refuses_a_request_without_one_good_host(String fields) throws IOException {
        for (String path : new String[] {"/latchkey", "/other"}) {
            assertThat(answer("GET " + path + " HTTP/1.1\r\n" + fields + "\r\n"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/latchkey",
                "/latchkey/%C3%A4?a=%C3%A4",
                "/latchkey/a?b;c",
                "/",
                "/other",
                "http://a/latchkey",
                "HTTP://a:80/latchkey?b",
                "http://a"
            })
    void lets_what_can_be_read_pass(String address) throws IOException {
        assertThat(answer("GET " + address + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("X-Name: a");
    }

    @Test
    void leaves_queries_to_the_applications() throws IOException {
        assertThat(answer("GET /latchkey?a=%E4 HTTP/1.1\r\n" + HOST + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void leaves_the_addresses_of_other_applications_to_the_server() throws IOException {
        assertThat(answer("GET /other/a%5cb HTTP/1.1\r\n" + HOST + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void lets_an_old_client_name_no_host() throws IOException {
        assertThat(answer("GET /latchkey HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    private String answer(String request) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getPort())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(request.getBytes(ISO_8859_1));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
