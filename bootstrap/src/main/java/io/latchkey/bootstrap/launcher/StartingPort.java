package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The port of the service while the server behind it starts. It answers that the process lives and is not ready. One thread serves all
 * clients.
 */
final class StartingPort implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int MOST_CLIENTS = 500;
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);
    private static final long TICK_MILLIS = 200;

    private final ServerSocketChannel socket;
    private final String publicUrl;
    private final Selector selector;
    private final SelectionKey accepting;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "latchkey-starting");
    private volatile boolean isStopping;

    private StartingPort(ServerSocketChannel socket, String publicUrl, Selector selector, SelectionKey accepting) {
        this.socket = socket;
        this.publicUrl = publicUrl;
        this.selector = selector;
        this.accepting = accepting;
        thread.setDaemon(true);
    }

    /**
     * Listens and begins to answer.
     *
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     * @throws IOException when the address or the port cannot be used
     */
    static StartingPort listen(InetSocketAddress address, String publicUrl) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(address, BACKLOG);
            socket.configureBlocking(false);
            Selector selector = Selector.open();
            StartingPort port =
                    new StartingPort(socket, publicUrl, selector, socket.register(selector, SelectionKey.OP_ACCEPT));
            port.thread.start();
            return port;
        } catch (IOException | RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Stops answering new clients. They wait in the socket, which still listens, for whoever takes it over. */
    ServerSocketChannel handOver() throws InterruptedException {
        isStopping = true;
        selector.wakeup();
        stopped.await();
        return socket;
    }

    @Override
    public void close() throws IOException {
        isStopping = true;
        selector.wakeup();
        socket.close();
    }

    private void run() {
        try (selector) {
            while (!isStopping || selector.keys().size() > 0) {
                selector.select(this::serve, TICK_MILLIS);
                List.copyOf(selector.keys()).forEach(StartingPort::endLate);
                if (isStopping && accepting.isValid()) {
                    accepting.cancel();
                    selector.selectNow();
                    stopped.countDown();
                }
            }
        } catch (IOException failed) {
            System.getLogger(StartingPort.class.getName())
                    .log(System.Logger.Level.WARNING, "The port is not answered during the start", failed);
        } finally {
            stopped.countDown();
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Client client) {
            try {
                client.serve();
            } catch (IOException gone) {
                end(key);
            }
        } else if (!isStopping) {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = socket.accept(); channel != null; channel = socket.accept()) {
                if (selector.keys().size() > MOST_CLIENTS) {
                    channel.close();
                } else {
                    channel.configureBlocking(false);
                    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                    key.attach(new Client(channel, key));
                }
            }
        } catch (IOException lost) {
            // The client is gone, or comes again.
        }
    }

    private static void endLate(SelectionKey key) {
        if (key.attachment() instanceof Client client && client.isLate()) {
            end(key);
        }
    }

    private static void end(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException gone) {
            // It was closed already.
        }
    }

    /** A client, from its first byte to the end of its connection. */
    private final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
        private @Nullable ByteBuffer answer;
        private long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();

        Client(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        boolean isLate() {
            return System.nanoTime() - deadline > 0;
        }

        void serve() throws IOException {
            if (key.isReadable()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
        }

        private void read() throws IOException {
            if (answer != null) {
                // The rest of the request is taken off the wire, because a connection that is closed before looks
                // broken.
                head.clear();
            }
            int count = channel.read(head);
            if (count < 0) {
                end(key);
            } else if (answer == null) {
                String text = new String(head.array(), 0, head.position(), ISO_8859_1);
                if (text.contains("\r\n\r\n") || !head.hasRemaining()) {
                    answer = ByteBuffer.wrap(answerTo(text, publicUrl));
                    key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                }
            }
        }

        private void write() throws IOException {
            ByteBuffer rest = answer;
            if (rest != null) {
                channel.write(rest);
                if (!rest.hasRemaining()) {
                    channel.shutdownOutput();
                    key.interestOps(SelectionKey.OP_READ);
                    deadline = System.nanoTime() + LONGEST_GOODBYE.toNanos();
                }
            }
        }
    }

    /** The answer to a request, of which at least the first line is there. */
    static byte[] answerTo(String head, String publicUrl) {
        String[] line = head.lines().findFirst().orElse("").split(" ", -1);
        String path = line.length > 1 ? line[1].split("[?#]", 2)[0] : "";
        boolean isLive = path.equals(Unavailable.LIVE);
        byte[] body = isLive ? Unavailable.live() : Unavailable.STARTING.body(path, publicUrl);
        String fields = isLive
                ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                : "HTTP/1.1 503 Service Unavailable\r\nContent-Type: " + Unavailable.MEDIA_TYPE + "\r\nRetry-After: "
                        + Unavailable.RETRY_AFTER + "\r\n";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes((fields + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1));
        if (!line[0].equals("HEAD")) {
            answer.writeBytes(body);
        }
        return answer.toByteArray();
    }
}
