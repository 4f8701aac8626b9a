package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The receivers of all messages: a mail server and an SMS provider, both on the loopback interface. */
public final class Post {
    private static final Duration LONGEST_TRANSPORT = Duration.ofSeconds(30);
    /** Status by which the SMS provider says that somebody wants no messages. */
    static final int OPTED_OUT = 410;

    private static final JsonMapper JSON = new JsonMapper();

    private final GreenMail mail;
    private final HttpServer sms;
    private final Map<String, List<Letter>> texts = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> optedOut = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Integer>> taken = new ConcurrentHashMap<>();

    public Post() {
        try {
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            sms = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            sms.createContext("/sms", this::takeSms);
            sms.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "sms-provider");
                thread.setDaemon(true);
                return thread;
            }));
            sms.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int smtpPort() {
        return mail.getSmtp().getPort();
    }

    public String smsUrl() {
        return "http://127.0.0.1:" + sms.getAddress().getPort() + "/sms";
    }

    /** Lets the SMS provider refuse messages to this number from now on. */
    void refuse(String phone) {
        refused.add(phone);
    }

    /** Lets the SMS provider say of this number, from now on, that its owner wants no messages. */
    void optOut(String phone) {
        optedOut.add(phone);
    }

    /** Lets the SMS provider accept messages to this number again. */
    void takeAgain(String phone) {
        refused.remove(phone);
        optedOut.remove(phone);
    }

    private void takeSms(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            if (optedOut.contains(body.path("to").asText())) {
                exchange.sendResponseHeaders(OPTED_OUT, -1);
                return;
            }
            if (refused.contains(body.path("to").asText())) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            texts.computeIfAbsent(body.path("to").asText(), to -> new CopyOnWriteArrayList<>())
                    .add(new Letter("", body.path("text").asText()));
            byte[] answer = JSON.createObjectNode()
                    .put("reference", "sms-" + body.path("id").asText())
                    .toString()
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** All messages that an e-mail address or phone number got so far, in the order in which they came. */
    List<Letter> lettersTo(String destination) {
        return destination.indexOf('@') < 0
                ? List.copyOf(texts.getOrDefault(destination, List.of()))
                : mailsTo(destination);
    }

    /** Every address and number that got a message. */
    public Set<String> destinations() {
        return Stream.concat(
                        texts.keySet().stream(),
                        mail.getUserManager().listUser().stream().map(GreenMailUser::getEmail))
                .collect(Collectors.toSet());
    }

    /** Takes the next message that matches. A message is taken once. */
    Letter take(String destination, Predicate<Letter> wanted) {
        List<Integer> seen = taken.computeIfAbsent(destination, to -> new CopyOnWriteArrayList<>());
        return Await.until("a message to " + destination, LONGEST_TRANSPORT, () -> {
            List<Letter> letters = lettersTo(destination);
            for (int i = 0; i < letters.size(); i++) {
                if (!seen.contains(i) && wanted.test(letters.get(i))) {
                    seen.add(i);
                    return Optional.of(letters.get(i));
                }
            }
            return Optional.empty();
        });
    }

    private List<Letter> mailsTo(String address) {
        GreenMailUser user = mail.getUserManager().getUserByEmail(address.toLowerCase(Locale.ROOT));
        if (user == null) {
            return List.of();
        }
        List<Letter> letters = new ArrayList<>();
        try {
            for (StoredMessage stored :
                    mail.getManagers().getImapHostManager().getInbox(user).getNonDeletedMessages()) {
                MimeMessage message = stored.getMimeMessage();
                letters.add(new Letter(message.getSubject(), textOf(message).orElseThrow()));
            }
        } catch (FolderException | MessagingException | IOException failed) {
            throw new IllegalStateException("the mail cannot be read", failed);
        }
        return letters;
    }

    private static Optional<String> textOf(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> text = textOf(inner);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }
}
