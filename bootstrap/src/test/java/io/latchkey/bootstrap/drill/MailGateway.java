package io.latchkey.bootstrap.drill;

import io.latchkey.bootstrap.e2e.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server on this machine. A test can let it have no mailbox for some addresses, or kill it. */
final class MailGateway implements AutoCloseable {
    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([^>]+)>.*");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private final int port = Ports.free();
    private final ExecutorService threads = Executors.newCachedThreadPool(MailGateway::daemon);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> isUnknown = address -> false;
    private volatile Optional<ServerSocket> server = Optional.empty();

    /** @param code the first number of six digits in its text */
    record Mail(String to, String code, Instant at) {}

    MailGateway() {
        revive();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mail-gateway");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return port;
    }

    List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Addresses that it refused, once for each try. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Has no mailbox for such addresses from now on (RFC 3463: 5.1.1). */
    void bounce(Predicate<String> which) {
        isUnknown = which;
    }

    /** Refuses connections and cuts open ones. */
    void kill() {
        server.ifPresent(MailGateway::close);
        server = Optional.empty();
        open.forEach(MailGateway::close);
    }

    void revive() {
        try {
            ServerSocket fresh = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
            server = Optional.of(fresh);
            threads.execute(() -> accept(fresh));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            // It is closed.
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                open.add(client);
                threads.execute(() -> talk(client));
            } catch (IOException stopped) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            say(out, "220 drill");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher recipient = RECIPIENT.matcher(line);
                if (recipient.matches()) {
                    to = recipient.group(1);
                    if (isUnknown.test(to)) {
                        refused.add(to);
                        say(out, "550 5.1.1 no such mailbox");
                        continue;
                    }
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    keep(to, in);
                } else if (line.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                }
                say(out, "250 2.0.0 well");
            }
        } catch (IOException gone) {
            // The client hung up, or the server was killed.
        } finally {
            open.remove(client);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void keep(String to, BufferedReader in) throws IOException {
        StringBuilder body = new StringBuilder();
        boolean isHeader = true;
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            isHeader = isHeader && !line.isEmpty();
            body.append(isHeader ? "" : line + "\n");
        }
        Matcher code = CODE.matcher(body);
        mails.add(new Mail(to, code.find() ? code.group() : "", Instant.now()));
    }

    @Override
    public void close() {
        kill();
        threads.shutdownNow();
    }
}
