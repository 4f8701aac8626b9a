package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Serves one page of an origin of its own, and hears what its script tells. */
final class PageServer implements AutoCloseable {
    private static final String LAST = "done";

    private final HttpServer server;
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

    /** @param codes answers the next code of an e-mail address */
    PageServer(int port, String page, UnaryOperator<String> codes) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(exchange, "text/html; charset=utf-8", page));
        server.createContext(
                "/code",
                exchange -> answer(
                        exchange,
                        "text/plain",
                        codes.apply(exchange.getRequestURI().getQuery())));
        server.createContext("/report", exchange -> {
            reports.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, "text/plain", "");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** All that the script told, up to its last word or until it says nothing for so long. */
    List<String> reports(Duration patience) throws InterruptedException {
        List<String> told = new ArrayList<>();
        String next;
        do {
            next = reports.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                told.add(next);
            }
        } while (next != null && !next.equals(LAST) && !next.startsWith("failed"));
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
