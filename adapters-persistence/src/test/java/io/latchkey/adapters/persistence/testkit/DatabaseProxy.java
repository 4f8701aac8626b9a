package io.latchkey.adapters.persistence.testkit;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between the driver and a database on this machine. It can cut connections, refuse new ones, and delay what clients send. */
public final class DatabaseProxy implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("//127\\.0\\.0\\.1:(\\d+)/");

    private final DatabaseSettings target;
    private final int targetPort;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile Duration delay = Duration.ZERO;
    private volatile Predicate<String> cut = sent -> false;

    private DatabaseProxy(DatabaseSettings target) throws IOException {
        this.target = target;
        Matcher port = PORT.matcher(target.url());
        if (!port.find()) {
            throw new IllegalArgumentException(target.toString());
        }
        this.targetPort = Integer.parseInt(port.group(1));
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    /** Stands before this database. */
    public static DatabaseProxy before(DatabaseSettings target) {
        try {
            DatabaseProxy proxy = new DatabaseProxy(target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Settings of the database behind this proxy.
     *
     * @param parameters of the URL, such as {@code ?socketTimeout=1000}
     */
    public DatabaseSettings settings(String parameters, Duration patience) {
        return new DatabaseSettings(
                target.url().replaceFirst(":" + targetPort + "/", ":" + door.getLocalPort() + "/") + parameters,
                target.user(),
                target.password(),
                4,
                patience);
    }

    /** Cuts all connections, and refuses new ones until {@link #comeBack}. */
    public void goDown() {
        down = true;
        cutAll();
    }

    /** Lets new connections through. */
    public void comeBack() {
        down = false;
    }

    /** Waits before each thing that a client sends. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Cuts each connection at which a client sends such a text. The database does not see it. */
    public void cutAt(Predicate<String> text) {
        cut = text;
    }

    private void cutAll() {
        open.forEach(DatabaseProxy::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (down) {
                    close(client);
                } else {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
                    open.add(client);
                    open.add(server);
                    daemon(() -> copy(client, server, true));
                    daemon(() -> copy(server, client, false));
                }
            } catch (IOException closed) {
                // The loop ends when the door is closed.
            }
        }
    }

    private void copy(Socket from, Socket to, boolean isFromClient) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isFromClient) {
                    if (cut.test(new String(buffer, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    LockSupport.parkNanos(delay.toNanos());
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException cutOff) {
            // Both ends learn of it by the closing of their sockets.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "database-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is as closed as it can be.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cutAll();
    }
}
