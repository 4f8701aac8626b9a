package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port for a server that will listen to it seconds from now. Until it is closed, the system gives the port to nobody who asks for any,
 * neither to listen nor to call from. On Linux a socket that only holds a port ({@code bind} without {@code listen}, {@code SO_REUSEADDR})
 * is no hindrance to one that listens to it. Elsewhere it may be one, so the port is free there, and not held.
 */
public final class HeldPort implements AutoCloseable {
    private static final boolean MAY_BE_HELD = System.getProperty("os.name", "").startsWith("Linux");

    private final SocketChannel holder;
    private final int number;

    private HeldPort(SocketChannel holder, int number) {
        this.holder = holder;
        this.number = number;
    }

    /**
     * Holds a port that is free.
     *
     * @param address one of this machine
     * @throws IOException when none is free
     */
    public static HeldPort on(InetAddress address) throws IOException {
        SocketChannel holder = SocketChannel.open();
        try {
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(new InetSocketAddress(address, 0));
            int number = holder.socket().getLocalPort();
            if (!MAY_BE_HELD) {
                holder.close();
            }
            return new HeldPort(holder, number);
        } catch (IOException | RuntimeException refused) {
            holder.close();
            throw refused;
        }
    }

    public int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
