package io.latchkey.bootstrap.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.client.ProxyHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShareHandlerTest {
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
    private final ConcurrentMap<String, Integer> unfinished = new ConcurrentHashMap<>();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Socket> clients = new ArrayList<>();

    /** Answers 200, on {@code /slow} only when the test lets it. */
    private final class Application extends HttpHandler {
        @Override
        public void service(Request request, Response response) throws InterruptedException {
            if (request.getRequestURI().endsWith("/slow")) {
                begun.release();
                boolean unused = goOn.await(20, TimeUnit.SECONDS);
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.addListener(listener);
        server.getServerConfiguration()
                .addHttpHandler(new ShareHandler(
                        new Application(),
                        "/latchkey",
                        new ClientOriginResolver(List.of("127.0.0.1"), ProxyHeader.X_FORWARDED_FOR),
                        unfinished,
                        2));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        goOn.countDown();
        for (Socket client : clients) {
            client.close();
        }
        server.shutdownNow();
    }

    private Socket ask(String path, String client) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getPort());
        clients.add(socket);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private List<Socket> holdTwo() throws Exception {
        List<Socket> held = List.of(ask("/latchkey/slow", "192.0.2.1"), ask("/latchkey/slow", "192.0.2.1"));
        assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        return held;
    }

    @Test
    void refuses_a_client_that_has_its_share_and_serves_others_behind_the_same_proxy() throws Exception {
        holdTwo();
        assertThat(answer(ask("/latchkey", "192.0.2.1")))
                .startsWith("HTTP/1.1 503 ")
                .contains("Content-Type: application/problem+json", "Retry-After: 1", "#temporary-reduced-capacity");
        assertThat(answer(ask("/latchkey", "192.0.2.2"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void leaves_other_applications_of_the_server_alone() throws Exception {
        holdTwo();
        for (String path : List.of("/other", "/latchkey-demo", "/latchkeys/slow+")) {
            assertThat(answer(ask(path, "192.0.2.1"))).as(path).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void knows_the_application_in_all_spellings_of_its_path() throws Exception {
        holdTwo();
        for (String path : List.of(
                "/%6Catchkey/api",
                "/latchkey%2Fapi", "//latchkey/api", "/other/../latchkey", "/latchkey;x/api", "/latchkey/%zz")) {
            assertThat(answer(ask(path, "192.0.2.1"))).as(path).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void serves_a_client_again_whose_requests_are_finished() throws Exception {
        List<Socket> held = holdTwo();
        goOn.countDown();
        for (Socket one : held) {
            assertThat(answer(one)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(answer(ask("/latchkey", "192.0.2.1"))).startsWith("HTTP/1.1 200 ");
        for (int looks = 0; looks < 100 && !unfinished.isEmpty(); looks++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(unfinished).isEmpty();
    }
}
