package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.net.PublicHosts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * Opens connections to the carrier within the time-out. Connections into the operator's own network are refused. A TLS
 * connection requires a trusted certificate for the host.
 */
record SmppConnections(boolean isTls, SSLContext trust, boolean allowsPrivate, Duration connectTimeout)
        implements ConnectionFactory {
    /** The address is private; no connection was opened. */
    static final class PrivateAddressException extends IOException {
        private static final long serialVersionUID = 1L;

        PrivateAddressException() {
            super("private address refused");
        }
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!allowsPrivate && !PublicHosts.isPublic(address)) {
                throw new PrivateAddressException();
            }
        }
        IOException failure = new ConnectException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port), timeout());
                return new SocketConnection(isTls ? secured(socket, host, port) : socket);
            } catch (IOException unreachable) {
                socket.close();
                failure = unreachable;
            }
        }
        throw failure;
    }

    private Socket secured(Socket socket, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(timeout());
        secured.startHandshake();
        return secured;
    }

    private int timeout() {
        return Math.toIntExact(Math.max(1, connectTimeout.toMillis()));
    }
}
