package io.latchkey.adapters.sms.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A provider on this machine that answers as it is told, too late, or not at all. */
final class ScriptedServer implements AutoCloseable {
    /** What to do with each call but those for access tokens. */
    sealed interface Script {
        record Reply(int status, String headers, String body) implements Script {}

        /** Keeps the caller waiting. */
        record Silence() implements Script {}

        /** Takes the call and hangs up. */
        record HangUp() implements Script {}
    }

    /** @param head request line and headers, as they came */
    record Call(String head, String body) {
        String line() {
            return head.lines().findFirst().orElse("");
        }
    }

    private static final String TOKEN = "{\"access_token\":\"check\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    private final ServerSocket socket;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Script script = new Script.HangUp();

    ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Forgets the calls so far. */
    void play(Script next) {
        calls.clear();
        script = next;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            int length = head.lines()
                    .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            String body = new String(client.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
            if (body.startsWith("grant_type=client_credentials")) {
                reply(client, new Script.Reply(200, "", TOKEN));
                return;
            }
            Script now = script;
            calls.add(new Call(head, body));
            if (now instanceof Script.Reply reply) {
                reply(client, reply);
            } else if (now instanceof Script.Silence) {
                closed.await(30, TimeUnit.SECONDS);
            }
        } catch (IOException ended) {
            // The caller went away, which it may.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void reply(Socket client, Script.Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + reply.status() + " Scripted\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n" + reply.headers() + "\r\n";
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().write(body);
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
