package io.latchkey.adapters.sms.check;

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

/** A provider on this machine. A script decides whether it answers, when, and what. */
public final class ScriptedServer implements AutoCloseable {
    /** Decides what the server does with each call, except calls for access tokens. */
    public sealed interface Script {
        /** Treats one call that was read. */
        void play(Socket client, CountDownLatch closed) throws IOException, InterruptedException;

        /** Answers the call. */
        record Reply(int status, String headers, String body) implements Script {
            @Override
            public void play(Socket client, CountDownLatch closed) throws IOException {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 " + status + " Scripted\r\nConnection: close\r\nContent-Length: " + bytes.length
                        + "\r\n" + headers + "\r\n";
                client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().write(bytes);
                client.getOutputStream().flush();
            }
        }

        /** Never answers. */
        record Silence() implements Script {
            @Override
            public void play(Socket client, CountDownLatch closed) throws InterruptedException {
                closed.await(30, TimeUnit.SECONDS);
            }
        }

        /** Reads the call and closes the connection. */
        record HangUp() implements Script {
            @Override
            public void play(Socket client, CountDownLatch closed) {}
        }
    }

    /** @param head request line and headers, as received */
    public record Call(String head, String body) {
        String line() {
            return head.lines().findFirst().orElse("");
        }
    }

    private static final String TOKEN = "{\"access_token\":\"check\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    private final ServerSocket socket;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Script script = new Script.HangUp();

    public ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Forgets the earlier calls and plays this script from now on. */
    public void play(Script next) {
        calls.clear();
        script = next;
    }

    public List<Call> calls() {
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
            if (body.startsWith("grant_type=")) {
                new Script.Reply(200, "", TOKEN).play(client, closed);
                return;
            }
            Script now = script;
            calls.add(new Call(head, body));
            now.play(client, closed);
        } catch (IOException ended) {
            // The caller closed the connection, which it may do.
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

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
