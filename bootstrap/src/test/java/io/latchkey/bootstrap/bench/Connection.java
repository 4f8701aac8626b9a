package io.latchkey.bootstrap.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to the loopback interface, with as little work as possible. It is for one thread.
 */
final class Connection implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final int port;
    private final byte[] line = new byte[8192];
    private @Nullable Socket socket;
    private @Nullable InputStream input;

    Connection(int port) {
        this.port = port;
    }

    /** An answer with its body as text. */
    record Answer(int status, String body) {
        /** The text of the first member with this name. */
        String text(String member) {
            return text(member, 0);
        }

        /**
         * The text of a member.
         *
         * @param before number of members with this name before it
         */
        String text(String member, int before) {
            String start = '"' + member + "\":\"";
            int from = body.indexOf(start);
            for (int i = 0; i < before && from >= 0; i++) {
                from = body.indexOf(start, from + 1);
            }
            if (from < 0) {
                throw new IllegalStateException("status " + status + " without " + member);
            }
            return body.substring(from + start.length(), body.indexOf('"', from + start.length()));
        }

        /**
         * Checks the status.
         *
         * @throws IllegalStateException when the answer has another status
         */
        Answer expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("answered " + status + ", not " + wanted + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path, String accessToken) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization(accessToken) + "\r\n");
    }

    Answer post(String path, String json) throws IOException {
        return post(path, json, "");
    }

    Answer post(String path, String json, String accessToken) throws IOException {
        return post(path, "application/json", accessToken, json);
    }

    /** @param form names and values, encoded */
    Answer postForm(String path, String form) throws IOException {
        return post(path, "application/x-www-form-urlencoded", "", form);
    }

    /** Puts an object in the place of what is there. */
    Answer put(String path, String json) throws IOException {
        return withBody("PUT", path, "application/json", "", json);
    }

    private Answer post(String path, String type, String accessToken, String body) throws IOException {
        return withBody("POST", path, type, accessToken, body);
    }

    private Answer withBody(String method, String path, String type, String accessToken, String body)
            throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization(accessToken)
                + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    private static String authorization(String accessToken) {
        return accessToken.isEmpty() ? "" : "Authorization: Bearer " + accessToken + "\r\n";
    }

    private Answer send(String request) throws IOException {
        InputStream in = open();
        if (socket != null) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        }
        int status = Integer.parseInt(readLine(in).split(" ", 3)[1]);
        int length = 0;
        boolean isChunked = false;
        boolean isLast = false;
        for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
            String field = header.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Integer.parseInt(
                        field.substring("content-length:".length()).strip());
            } else if (field.startsWith("transfer-encoding:")) {
                isChunked = field.contains("chunked");
            } else if (field.startsWith("connection:")) {
                isLast = field.contains("close");
            }
        }
        String body = isChunked ? readChunks(in) : new String(readFully(in, length), StandardCharsets.UTF_8);
        if (isLast) {
            close();
        }
        return new Answer(status, body);
    }

    private InputStream open() throws IOException {
        if (input == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) LONGEST_WAIT.toMillis());
            input = new BufferedInputStream(socket.getInputStream());
        }
        return input;
    }

    private String readChunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            body.append(new String(readFully(in, length), StandardCharsets.UTF_8));
            readLine(in);
        }
        readLine(in);
        return body.toString();
    }

    private int chunkLength(InputStream in) throws IOException {
        return Integer.parseInt(readLine(in).strip(), 16);
    }

    private static byte[] readFully(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection");
        }
        return bytes;
    }

    private String readLine(InputStream in) throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        input = null;
    }
}
