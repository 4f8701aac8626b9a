package io.latchkey.bootstrap.e2e;

import io.latchkey.bootstrap.launcher.HeldPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of the loopback interface. */
public final class Ports {
    private static final Queue<HeldPort> HELD = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** A port for a server of the test. Nobody who asks for any port gets it until this virtual machine ends. */
    public static int free() {
        try {
            HeldPort port = HeldPort.on(InetAddress.getLoopbackAddress());
            HELD.add(port);
            return port.number();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether nobody listens to a port at the moment. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
