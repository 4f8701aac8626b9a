package io.latchkey.adapters.sms.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine with scripted replies, including replies that a healthy server never gives. */
final class ScriptedMailServer implements AutoCloseable {
    /** In place of a reply: the server closes the connection. */
    static final String HANG_UP = "hang up";
    /** In place of a reply: the server says nothing more and keeps the connection open. */
    static final String SILENCE = "silence";
    /** In place of a reply: the server begins a reply that never ends, with a line every while. */
    static final String TRICKLE = "trickle";

    /** The form of XOAUTH2 in the documentation of Google and Microsoft. */
    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001\u0001");

    /** How the server refuses a token. */
    enum TokenRefusal {
        /** With 535, as Exchange does. */
        AT_ONCE,
        /** With 334 and an error in JSON, then with 535 after the client's empty line, as Google does. */
        AFTER_CHALLENGE,
        /** With 454: the server cannot decide now. */
        NOT_NOW
    }

    private final ServerSocket socket;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final Map<String, String> repliesOnce = new ConcurrentHashMap<>();
    private final Map<String, String> mailboxes = new ConcurrentHashMap<>();
    private final List<String> shownTokens = new CopyOnWriteArrayList<>();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final @Nullable SSLContext startTls;
    private volatile TokenRefusal tokenRefusal = TokenRefusal.AT_ONCE;
    private volatile boolean hangsUpAfterMail;
    private volatile @Nullable CountDownLatch hungUp;

    /** @param startTls the context for STARTTLS; null when the server does not offer it */
    ScriptedMailServer(@Nullable SSLContext startTls) throws IOException {
        this(startTls, ServerSocketFactory.getDefault());
    }

    ScriptedMailServer(@Nullable SSLContext startTls, ServerSocketFactory sockets) throws IOException {
        this.startTls = startTls;
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "scripted-mail-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param stage GREETING, EHLO, MAIL, RCPT, DATA, END (of the message) or another command's verb */
    ScriptedMailServer reply(String stage, String reply) {
        replies.put(stage, reply);
        return this;
    }

    /** Sets the reply for the next time only. */
    ScriptedMailServer replyOnce(String stage, String reply) {
        repliesOnce.put(stage, reply);
        return this;
    }

    /** From now on takes mail only after a sign-in with this token for this mailbox. */
    ScriptedMailServer expectToken(String mailbox, String token) {
        mailboxes.put(mailbox, token);
        return this;
    }

    ScriptedMailServer refuseTokens(TokenRefusal how) {
        tokenRefusal = how;
        return this;
    }

    /** Every token that a client showed, right or wrong. */
    List<String> shownTokens() {
        return List.copyOf(shownTokens);
    }

    /** Closes the server's end after the next message. The latch opens when that has happened. */
    CountDownLatch hangUpAfterNextMail() {
        CountDownLatch latch = new CountDownLatch(1);
        hungUp = latch;
        hangsUpAfterMail = true;
        return latch;
    }

    int connections() {
        return connections.get();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(client), "scripted-mail-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client, false);
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private void talk(Socket client, boolean secured) throws IOException, InterruptedException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        if (!secured && !answer(out, "GREETING", "220 ready")) {
            return;
        }
        boolean signedIn = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String verb = line.split(" ", -1)[0];
            switch (verb) {
                case "EHLO" -> {
                    if (!answer(out, "EHLO", hello(secured))) {
                        return;
                    }
                }
                case "AUTH" -> {
                    signedIn = takesToken(line, in, out);
                    String reply = tokenRefusal == TokenRefusal.NOT_NOW
                            ? "454 4.7.0 temporary authentication failure"
                            : "535 5.7.3 authentication unsuccessful";
                    if (!answer(out, "AUTH", signedIn ? "235 2.7.0 accepted" : reply)) {
                        return;
                    }
                }
                case "MAIL" -> {
                    boolean isStranger = !mailboxes.isEmpty() && !signedIn;
                    if (!answer(out, "MAIL", isStranger ? "530 5.7.57 client not authenticated" : "250 fine")) {
                        return;
                    }
                }
                case "STARTTLS" -> {
                    if (!answer(out, "STARTTLS", "220 go ahead")) {
                        return;
                    }
                    SSLSocket tls =
                            (SSLSocket) startTls.getSocketFactory().createSocket(client, null, client.getPort(), false);
                    tls.setUseClientMode(false);
                    tls.startHandshake();
                    talk(tls, true);
                    return;
                }
                case "DATA" -> {
                    if (!answer(out, "DATA", "354 go ahead")) {
                        return;
                    }
                    if (replies.getOrDefault("DATA", "354").startsWith("354")) {
                        readMail(in);
                        if (!answer(out, "END", "250 taken")) {
                            return;
                        }
                        if (hangsUpAfterMail) {
                            hangsUpAfterMail = false;
                            client.close();
                            hungUp.countDown();
                            return;
                        }
                    }
                }
                case "QUIT" -> {
                    return;
                }
                default -> {
                    if (!answer(out, verb, "250 fine")) {
                        return;
                    }
                }
            }
        }
    }

    private String hello(boolean secured) {
        boolean offersTls = startTls != null && !secured;
        return "250-mail.test\r\n" + (offersTls ? "250-STARTTLS\r\n" : "")
                + (mailboxes.isEmpty() || offersTls ? "" : "250-AUTH LOGIN XOAUTH2\r\n") + "250 ENHANCEDSTATUSCODES";
    }

    private boolean takesToken(String line, BufferedReader in, OutputStream out) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[1].equals("XOAUTH2")) {
            return false;
        }
        Matcher shown = XOAUTH2.matcher(new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8));
        if (!shown.matches()) {
            return false;
        }
        shownTokens.add(shown.group(2));
        if (shown.group(2).equals(mailboxes.get(shown.group(1)))) {
            return true;
        }
        if (tokenRefusal == TokenRefusal.AFTER_CHALLENGE) {
            String error = """
                    {"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}""";
            String challenge = Base64.getEncoder().encodeToString(error.getBytes(StandardCharsets.UTF_8));
            out.write(("334 " + challenge + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            in.readLine();
        }
        return false;
    }

    private void readMail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        mails.add(mail.toString());
    }

    private boolean answer(OutputStream out, String stage, String usual) throws IOException, InterruptedException {
        String once = repliesOnce.remove(stage);
        String reply = once == null ? replies.getOrDefault(stage, usual) : once;
        switch (reply) {
            case HANG_UP -> {
                return false;
            }
            case SILENCE -> {
                return !stopped.await(60, TimeUnit.SECONDS);
            }
            case TRICKLE -> {
                do {
                    out.write("250-still busy\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                } while (!stopped.await(50, TimeUnit.MILLISECONDS));
                return false;
            }
            default -> {
                out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                return true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        stopped.countDown();
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
