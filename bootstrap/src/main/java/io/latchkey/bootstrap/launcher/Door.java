package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/** The way into the running server. It is implemented by {@code launcher.server}, which alone names classes of the server. */
public interface Door {
    /**
     * Lets the server take the clients of a socket that already listens. No client is lost, because the socket stays open.
     *
     * @param socket the socket; the server closes it when it ends
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     * @throws IOException when the server cannot take it
     */
    void open(ServerSocketChannel socket, String publicUrl) throws IOException;

    /** From now on the service says that it is not ready. It still takes calls. */
    void turnReadinessOff();

    /** From now on new calls are answered 503. Calls under way go on. */
    void close();

    /**
     * Waits until no call is under way.
     *
     * @return false when some are still under way after that time
     */
    boolean awaitCalls(Duration longest) throws InterruptedException;

    /** Stops listening. Clients that are being told that the service stops hear it to the end. */
    void shut() throws InterruptedException;
}
