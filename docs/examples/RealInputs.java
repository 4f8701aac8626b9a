import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/**
 * Tries inputs that people and programs really send, each of which has made some service of this kind fail. It starts the
 * jar twice on free ports of this machine, and stops it again.
 *
 * <pre>java docs/examples/RealInputs.java [bootstrap/target/latchkey.jar]</pre>
 *
 * Prints a line for each kind of input, and ends with 0 when all passed.
 */
public final class RealInputs {
    private static final String PASSWORD = "correct horse battery " + Long.toString(System.nanoTime(), 36);
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Names of this run, so that runs on one database do not meet. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 100_000_000, 36);

    private final Path jar;
    private final Path work;
    private final Service service;
    private final Service sending;
    private final MailSink mail;
    private final Map<String, String> failures = new HashMap<>();
    private int number;
    private int passed;

    private RealInputs(Path jar, Path work, Service service, Service sending, MailSink mail) {
        this.jar = jar;
        this.work = work;
        this.service = service;
        this.sending = sending;
        this.mail = mail;
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments.length > 0 ? arguments[0] : "bootstrap/target/latchkey.jar");
        Path work = Files.createTempDirectory("real-inputs-");
        boolean isGood;
        try (MailSink mail = new MailSink();
                Service service = new Service(jar, work.resolve("inbox"), Map.of());
                Service sending = new Service(
                        jar,
                        work.resolve("sending"),
                        Map.of(
                                "latchkey.public-url", "https://id.example.org:8443",
                                "latchkey.smtp.host", "127.0.0.1",
                                "latchkey.smtp.port", Integer.toString(mail.port()),
                                "latchkey.smtp.security", "none",
                                "latchkey.sms.provider", "twilio",
                                "latchkey.sms.from", "+15005550006",
                                "latchkey.providers.twilio.account-sid", "ACtest",
                                "latchkey.providers.twilio.auth-token", "tok"))) {
            service.awaitReady();
            sending.awaitReady();
            isGood = new RealInputs(jar, work, service, sending, mail).run();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(isGood ? 0 : 1);
    }

    private interface Check {
        /** Adds to {@link RealInputs#failures} what went wrong, by input. */
        void run() throws Exception;
    }

    private boolean run() {
        check("mail goes to the domain that was typed", this::mailToTypedDomain);
        check("two spellings of a domain are one contact", this::oneContact);
        check("addresses with marks are taken", this::marks);
        check("keys that grow when folded", this::growingKeys);
        check("usernames are compared by full case folding", this::foldedUsernames);
        check("phone numbers pasted out of contact cards", this::pastedPhones);
        check("e-mail addresses pasted out of documents", this::pastedEmails);
        check("logins pasted with what stood around them", this::pastedLogins);
        check("codes pasted with what stood around them", this::pastedCodes);
        check("a form that lost a plus sends nothing to another country", this::lostPlus);
        check("numbers of premium rate get no code", this::premiumNumbers);
        check("numbers of before a renumbering are the same contact", this::renumbered);
        check("what the parser of the server throws at", this::brokenRequests);
        check("malformed UTF-8", this::malformedUtf8);
        check("a byte order mark before JSON", this::byteOrderMark);
        check("a content coding that is not taken", this::contentCoding);
        check("keys for whoever accepts their type", this::keys);
        check("WebP, lossy and lossless", this::webp);
        check("pictures of turned cameras", this::turnedPictures);
        check("eight large pictures at once", this::largePictures);
        check("an upgrade that is not taken", this::upgrade);
        check("a hundred slow clients stop nobody", this::slowClients);
        check("clients that go away are no failure", this::lostClients);
        check("a start after a clock that was ahead", this::clockWasAhead);
        check("receipts signed with the port or without it", this::receipts);
        check("a text whose sections are nested without end", this::nestedText);
        System.out.println(passed + " passed, " + failures.size() + " failed");
        return failures.isEmpty();
    }

    private void check(String kind, Check check) {
        List<String> before = List.copyOf(problems);
        try {
            check.run();
        } catch (Exception failed) {
            problems.add(failed.toString());
        }
        List<String> found = new ArrayList<>(problems.subList(before.size(), problems.size()));
        if (found.isEmpty()) {
            passed++;
            System.out.println("PASS " + kind);
        } else {
            failures.put(kind, String.join("; ", found));
            System.out.println("FAIL " + kind + ": " + String.join("; ", found));
        }
    }

    private final List<String> problems = new CopyOnWriteArrayList<>();

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise.length() > 300 ? otherwise.substring(0, 300) : otherwise);
        }
    }

    private void expect(int status, Answer answer, String input) {
        expect(answer.status == status, input + " was answered " + answer);
    }

    // Names.

    private String fresh(String prefix) {
        return prefix + RUN + number++;
    }

    private Answer register(Service at, String members) throws Exception {
        return at.post("/api/v1/users", JSON, "{" + members + ",\"password\":\"" + PASSWORD + "\"}");
    }

    /** A verified account. Returns its access token. */
    private String account(String email, String... username) throws Exception {
        Answer registered = register(
                service,
                "\"email\":\"" + email + "\"" + (username.length > 0 ? ",\"username\":\"" + username[0] + "\"" : ""));
        Answer verified = service.post(
                "/api/v1/otp/" + registered.member("id") + "/verify",
                JSON,
                "{\"code\":\"" + service.code(email, Set.of()) + "\"}");
        Answer session = signIn(email, PASSWORD);
        if (session.status != 200) {
            throw new IOException("no account: " + registered + ", " + verified + ", " + session);
        }
        return session.member("accessToken");
    }

    private Answer signIn(String login, String password) throws Exception {
        return service.post(
                "/api/v1/sessions", JSON, "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
    }

    private void mailToTypedDomain() throws Exception {
        // The examples of Unicode Technical Standard 46, with the names that non-transitional processing gives.
        Map<String, String> domains = Map.of(
                "fa\u00df.example", "xn--fa-hia.example",
                "\u03b2\u03cc\u03bb\u03bf\u03c2.example", "xn--nxasmm1c.example",
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3.example", "xn--10cl1a0b660p.example",
                "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example", "xn--mgba3gch31f060k.example",
                "stra\u00dfe.example", "xn--strae-oqa.example");
        for (Map.Entry<String, String> domain : domains.entrySet()) {
            String name = fresh("ada");
            expect(202, register(sending, "\"email\":\"" + name + "@" + domain.getKey() + "\""), domain.getKey());
            String recipient = mail.recipient(name);
            expect(
                    recipient.equals(name + "@" + domain.getKey()) || recipient.equals(name + "@" + domain.getValue()),
                    domain.getKey() + " was mailed to " + recipient);
        }
    }

    private void oneContact() throws Exception {
        String name = fresh("ada");
        account(name + "@b\u00fccher.example");
        for (String spelling : List.of("xn--bcher-kva.example", "B\u00dcCHER.example", "bu\u0308cher.example")) {
            expect(200, signIn(name + "@" + spelling, PASSWORD), spelling);
            service.post(
                    "/api/v1/users",
                    JSON,
                    "{\"email\":\"" + name + "@" + spelling + "\",\"password\":\"another " + PASSWORD + "\"}");
            expect(401, signIn(name + "@" + spelling, "another " + PASSWORD), "a second account by " + spelling);
        }
    }

    private void marks() throws Exception {
        for (String address : List.of(
                "\u0938\u0902\u092a\u0930\u094d\u0915%s@\u0921\u093e\u091f\u093e\u092e\u0947\u0932.\u092d\u093e\u0930\u0924",
                "info%s@example.\u092d\u093e\u0930\u0924",
                "\u0e17\u0e14\u0e2a\u0e2d\u0e1a%s@\u0e17\u0e35\u0e48\u0e2d\u0e22\u0e39\u0e48.\u0e44\u0e17\u0e22",
                "\u0986\u09ae\u09be\u09b0%s@\u09ac\u09be\u0982\u09b2\u09be.\u09ad\u09be\u09b0\u09a4",
                "\u0b85\u0bae\u0bcd\u0bae\u0bbe%s@\u0b89\u0ba4\u0bbe\u0bb0\u0ba3\u0bae\u0bcd.\u0b87\u0ba8\u0bcd\u0ba4\u0bbf\u0baf\u0bbe",
                "e\u0301ric%s@example.org")) {
            String typed = String.format(address, fresh(""));
            expect(202, register(service, "\"email\":\"" + typed + "\""), typed);
        }
    }

    private void growingKeys() throws Exception {
        String domain = ("a".repeat(58) + ".").repeat(3) + "example.org";
        for (String letter : List.of("\u0130", "\u0149", "\u0390", "\ufb03")) {
            for (String members : List.of(
                    "\"email\":\"" + letter.repeat(64) + "@" + domain + "\"",
                    "\"email\":\"" + letter.repeat(20) + fresh("") + "@example.org\"",
                    "\"username\":\"" + letter.repeat(64) + "\",\"email\":\"" + fresh("ada") + "@example.org\"")) {
                Answer answer = register(service, members);
                expect(answer.status == 202 || answer.status == 400, members + " was answered " + answer);
            }
        }
    }

    private void foldedUsernames() throws Exception {
        Map<String, String> pairs = Map.of(
                "stra\u00dfe", "STRASSE", "\u03bd\u03b9\u03ba\u03bf\u03c2", "\u03bd\u03b9\u03ba\u03bf\u03c3");
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String end = "." + freshDigits(9);
            account(fresh("ada") + "@example.org", pair.getKey() + end);
            expect(200, signIn(pair.getValue() + end, PASSWORD), pair.getValue());
        }
    }

    // Pasted text.

    private Answer ask(String channel, String destination) throws Exception {
        return service.post(
                "/api/v1/otp",
                JSON,
                "{\"purpose\":\"sign-in\",\"channel\":\"" + channel + "\",\"destination\":\"" + destination + "\"}");
    }

    private String freshDigits(int digits) {
        return String.format("%0" + digits + "d", Math.floorMod(System.nanoTime() / 1000, (long) Math.pow(10, digits)));
    }

    private void pastedPhones() throws Exception {
        for (String around : List.of("\u202a%s\u202c", "\u2068%s\u2069", "\u200e%s", "%s\u00a0", "\\t%s\\n", "\ufeff%s")) {
            String typed = String.format(around, "+49 1511 " + freshDigits(7));
            expect(202, ask("sms", typed), typed);
        }
    }

    private void pastedEmails() throws Exception {
        for (String around : List.of("\u200b%s\u200b", "\ufeff%s", "%s\u00a0", " %s\\n", "\\t%s\\r\\n", "\u2066%s\u2069")) {
            String address = fresh("ada") + "@example.org";
            String typed = String.format(around, address);
            expect(202, register(service, "\"email\":\"" + typed + "\""), typed);
            expect(!service.code(address, Set.of()).isEmpty(), typed + " brought no code");
        }
    }

    private void pastedLogins() throws Exception {
        String address = fresh("ada") + "@example.org";
        account(address, fresh("ada."));
        for (String around : List.of("\u200b%s", " %s ", "%s\u00a0", "%s\\n", "\ufeff%s", "\u202a%s\u202c")) {
            expect(200, signIn(String.format(around, address), PASSWORD), around);
        }
    }

    private void pastedCodes() throws Exception {
        for (String around : List.of("%s\\n", "\\t%s", " %s ", "\u200b%s", "%s\u00a0")) {
            String address = fresh("ada") + "@example.org";
            account(address);
            Set<String> old = service.codes(address);
            Answer asked = ask("email", address);
            String code = String.format(around, service.code(address, old));
            expect(
                    200,
                    service.post(
                            "/api/v1/sessions",
                            JSON,
                            "{\"otpId\":\"" + asked.member("id") + "\",\"code\":\"" + code + "\"}"),
                    around);
        }
    }

    // Numbers.

    private void lostPlus() throws Exception {
        String national = "6582" + freshDigits(6);
        service.post("/otp/", FORM, "destination=+" + national + "&email=" + fresh("ada") + "@example.org");
        // What was sent before this message has arrived when this one has.
        String later = fresh("ada") + "@example.org";
        register(service, "\"email\":\"" + later + "\"");
        expect(!service.code(later, Set.of()).isEmpty(), "no message arrives");
        expect(service.codes("+1" + national).isEmpty(), "+1" + national + " got a code");
    }

    private void premiumNumbers() throws Exception {
        for (String phone : List.of("+1900555" + freshDigits(4), "+449098790000", "+499001234567", "+33899123456")) {
            expect(400, ask("sms", phone), phone);
        }
    }

    private void renumbered() throws Exception {
        String end = freshDigits(4);
        Map<String, String> plans = Map.of(
                "+52 1 55 1234 " + end, "+52551234" + end,
                "+229 97 12 " + end.substring(0, 2) + " " + end.substring(2), "+229019712" + end);
        for (Map.Entry<String, String> plan : plans.entrySet()) {
            expect(202, ask("sms", plan.getKey()), plan.getKey());
            Answer again = ask("sms", plan.getValue());
            expect(429, again, plan.getValue() + ", which is the same phone as " + plan.getKey() + ",");
        }
    }

    // Requests.

    private void brokenRequests() throws Exception {
        for (String path : List.of(
                "/api/v1/users/me%", "/api/v1/otp/%", "/health%", "/%zz", "/api/v1/users/me?x=%", "/%c0%af", "/a%00b")) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                String answer = service.raw(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + (method.equals("POST") ? "Content-Length: 0\r\n" : "") + "\r\n");
                expect(
                        answer.matches("(?s)HTTP/1.1 (400|401|404|405|415) .*"),
                        method + " " + path + " was answered " + firstLine(answer));
            }
        }
        for (String head : List.of("Host:\r\n", "Host: a b\r\n", "Host: a\r\nHost: b\r\n", "", "Host: a\r\nContent-Length: x\r\n")) {
            String answer = service.raw("GET /api/v1/users/me HTTP/1.1\r\n" + head + "Connection: close\r\n\r\n");
            expect(answer.startsWith("HTTP/1.1 400 "), head.replace("\r\n", "|") + " was answered " + firstLine(answer));
        }
    }

    private static String firstLine(String answer) {
        return answer.isEmpty() ? "nothing" : answer.lines().findFirst().orElse("");
    }

    private void malformedUtf8() throws Exception {
        String address = fresh("ada") + "@example.org";
        String token = account(address);
        expect(
                400,
                service.send("PATCH", "/account/", FORM, ("password=h%E4se " + PASSWORD).getBytes(), token),
                "a form with %E4");
        expect(
                400,
                service.post("/login/", FORM, "username=" + address + "&password=h%FCse " + PASSWORD),
                "a form with %FC");
        byte[] body = ("{\"login\":\"" + address + "\",\"password\":\"h\u00e4se\"}").getBytes(StandardCharsets.ISO_8859_1);
        expect(400, service.send("POST", "/api/v1/sessions", JSON, body, null), "JSON in ISO 8859-1");
        for (String path : List.of("/api/v1/otp/%E4", "/health?x=%E4")) {
            String answer = service.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            expect(answer.matches("(?s)HTTP/1.1 40[045] .*"), path + " was answered " + firstLine(answer));
        }
    }

    private void byteOrderMark() throws Exception {
        expect(
                202,
                service.post(
                        "/api/v1/otp",
                        JSON,
                        "\ufeff{\"purpose\":\"sign-in\",\"channel\":\"email\",\"destination\":\"" + fresh("ada")
                                + "@example.org\"}"),
                "the native API");
        expect(
                200,
                service.post(
                        "/admin/auth/forgot-password", JSON, "\ufeff{\"email\":\"" + fresh("ada") + "@example.org\"}"),
                "the dhiwise face");
    }

    private void contentCoding() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        for (String coding : List.of("gzip", "br", "deflate")) {
            HttpResponse<String> answer = service.exchange(service.request("/api/v1/otp")
                    .header("Content-Type", JSON)
                    .header("Content-Encoding", coding)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
            expect(
                    answer.statusCode() == 415 && answer.headers().firstValue("Accept-Encoding").isPresent(),
                    coding + " was answered " + answer.statusCode());
        }
    }

    private void keys() throws Exception {
        for (String accept : List.of(
                "application/jwk-set+json",
                "application/jwk-set+json, application/json",
                "application/json; charset=utf-8",
                "*/*;q=0.1")) {
            HttpResponse<String> answer =
                    service.exchange(service.request("/.well-known/jwks.json").header("Accept", accept));
            expect(answer.statusCode() == 200, accept + " was answered " + answer.statusCode());
        }
    }

    // Pictures.

    private void webp() throws Exception {
        String token = account(fresh("ada") + "@example.org");
        byte[] lossy = Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAQAcJaQAA3AA/v3AgAA=");
        byte[] lossless = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        expect(204, service.send("PUT", "/api/v1/users/me/image", "image/webp", lossy, token), "lossy");
        expect(204, service.send("PUT", "/api/v1/users/me/image", "image/webp", lossless, token), "lossless");
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("--part\r\nContent-Disposition: form-data; name=\"profile_image\"; filename=\"a.webp\"\r\n"
                        + "Content-Type: image/webp\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(lossless);
        form.write("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        expect(
                201,
                service.send("POST", "/upload-image/", "multipart/form-data; boundary=part", form.toByteArray(), token),
                "a form");
    }

    private void turnedPictures() throws Exception {
        String token = account(fresh("ada") + "@example.org");
        for (int orientation = 1; orientation <= 8; orientation++) {
            expect(
                    204,
                    service.send("PUT", "/api/v1/users/me/image", "image/jpeg", jpeg(200, 100, orientation), token),
                    "orientation " + orientation);
            BufferedImage stored = ImageIO.read(new ByteArrayInputStream(service.download("/api/v1/users/me/image", token)));
            String size = stored.getWidth() + "x" + stored.getHeight();
            expect(size.equals(orientation < 5 ? "200x100" : "100x200"), "orientation " + orientation + " is " + size);
        }
    }

    private static byte[] jpeg(int width, int height, int orientation) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", plain);
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1, 0, 34});
        turned.write("Exif\0\0MM\0*\0\0\0\u0008".getBytes(StandardCharsets.ISO_8859_1));
        // One entry: tag 0x112, type SHORT, one value.
        turned.write(new byte[] {0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0});
        turned.write(plain.toByteArray(), 2, plain.size() - 2);
        return turned.toByteArray();
    }

    private void largePictures() throws Exception {
        String token = account(fresh("ada") + "@example.org");
        byte[] png = png(16_000, 1500);
        List<CompletableFuture<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uploads.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return service.send("PUT", "/api/v1/users/me/image", "image/png", png, token);
                } catch (Exception failed) {
                    return new Answer(0, failed.toString());
                }
            }));
        }
        for (CompletableFuture<Answer> upload : uploads) {
            Answer answer = upload.get(2, TimeUnit.MINUTES);
            expect(Set.of(204, 429, 503).contains(answer.status), "a valid picture was answered " + answer);
        }
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(rows, new Deflater(6))) {
            byte[] row = new byte[1 + width * 4];
            for (int y = 0; y < height; y++) {
                packed.write(row);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(png, "IHDR", new byte[] {
            0, 0, (byte) (width >> 8), (byte) width, 0, 0, (byte) (height >> 8), (byte) height, 8, 6, 0, 0, 0
        });
        chunk(png, "IDAT", rows.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        number(png, data.length);
        png.write(name);
        png.write(data);
        number(png, (int) sum.getValue());
    }

    private static void number(ByteArrayOutputStream out, int number) {
        IntStream.of(24, 16, 8, 0).forEach(bits -> out.write(number >>> bits));
    }

    // Connections.

    private void upgrade() throws Exception {
        for (String protocol : List.of("websocket", "foo", "h2c")) {
            Instant begin = Instant.now();
            String answer = service.raw("POST /api/v1/otp HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: "
                    + protocol + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            Duration took = Duration.between(begin, Instant.now());
            expect(
                    answer.startsWith("HTTP/1.1 4") && took.toSeconds() < 8,
                    protocol + " was answered " + firstLine(answer) + " after " + took.toSeconds() + " s");
        }
    }

    private void slowClients() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = service.connect();
                slow.add(socket);
                socket.getOutputStream().write(halfBody());
            }
            Instant begin = Instant.now();
            expect(service.exchange(service.request("/health")).statusCode() == 200, "/health was not answered");
            Duration took = Duration.between(begin, Instant.now());
            expect(took.toSeconds() < 3, "/health took " + took.toMillis() + " ms");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static byte[] halfBody() {
        return ("POST /api/v1/otp HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void lostClients() throws Exception {
        int before = service.log().length();
        for (int i = 0; i < 5; i++) {
            try (Socket socket = service.connect()) {
                socket.getOutputStream().write(halfBody());
            }
        }
        boolean isLoud = holdsWithin(Duration.ofSeconds(3), () -> {
            String log = service.log().substring(before);
            return log.contains("Exception") || log.contains("SEVERE");
        });
        expect(!isLoud, "the log says " + service.log().substring(before));
    }

    /** After 400 days every signing key is younger than the real time. */
    private void clockWasAhead() throws Exception {
        Path folder = work.resolve("ahead");
        try (Service ahead = new Service(jar, folder, Map.of())) {
            ahead.awaitReady();
            expect(
                    200,
                    ahead.send("PUT", "/dev/clock", JSON, "{\"offset\":\"P400D\"}".getBytes(), null),
                    "a clock 400 days ahead");
            expect(200, ahead.send("DELETE", "/dev/clock", JSON, new byte[0], null), "the return of the clock");
        }
        try (Service right = new Service(jar, folder, Map.of())) {
            right.awaitReady();
            String address = fresh("ada") + "@example.org";
            Answer asked = right.post(
                    "/api/v1/otp",
                    JSON,
                    "{\"purpose\":\"custom:pay\",\"channel\":\"email\",\"destination\":\"" + address + "\"}");
            Answer verified = right.post(
                    "/api/v1/otp/" + asked.member("id") + "/verify",
                    JSON,
                    "{\"code\":\"" + right.code(address, Set.of()) + "\"}");
            expect(!verified.member("proof").isEmpty(), "nothing is signed: " + verified);
        }
    }

    // Providers and texts.

    private void receipts() throws Exception {
        String path = "/api/v1/delivery/receipts/twilio";
        String id = "SM" + "0".repeat(32);
        for (String origin : List.of(
                "https://id.example.org:8443", "https://id.example.org", "https://ID.Example.org:8443")) {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("tok".getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            String signed = origin + path + "AccountSidACtestMessageSid" + id + "MessageStatusdelivered";
            String signature =
                    Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
            String form = "MessageSid=" + id + "&MessageStatus=delivered&AccountSid=ACtest";
            String answer = sending.raw("POST " + path + " HTTP/1.1\r\nHost: " + origin.substring("https://".length())
                    + "\r\nConnection: close\r\nContent-Type: " + FORM + "\r\nX-Twilio-Signature: " + signature
                    + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form);
            expect(answer.startsWith("HTTP/1.1 20"), "signed for " + origin + ": " + firstLine(answer));
        }
    }

    private void nestedText() throws Exception {
        Path folder = Files.createTempDirectory("texts-");
        try {
            Path text = Files.createDirectories(folder.resolve("en/sms")).resolve("code-sign-in.txt");
            Files.writeString(text, "{{code}}" + "{{#two}}".repeat(3000) + "{{/two}}".repeat(3000));
            Process check = new ProcessBuilder(
                            java(), "-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "template", "check", folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            expect(check.waitFor() == 1 && output.lines().noneMatch(line -> line.startsWith("\tat ")), output);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Whether something holds at some time within the patience; asks again and again until it does. */
    private static boolean holdsWithin(Duration patience, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(patience);
        boolean holds = condition.call();
        while (!holds && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            holds = condition.call();
        }
        return holds;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** An answer of the service. */
    private static final class Answer {
        private final int status;
        private final String body;

        Answer(int status, String body) {
            this.status = status;
            this.body = body;
        }

        /** The first member of this name that is a text. */
        String member(String name) {
            Matcher found = Pattern.compile("\"" + name + "\" *: *\"([^\"]*)\"").matcher(body);
            return found.find() ? found.group(1) : "";
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    /** One process of the service, without limits, on a free port. */
    private static final class Service implements AutoCloseable {
        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        private final int port = freePort();
        private final Path log;
        private final Process process;

        Service(Path jar, Path folder, Map<String, String> settings) throws IOException {
            Files.createDirectories(folder);
            log = folder.resolve("log");
            List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            Stream.of(
                            "code-per-address",
                            "code-per-destination",
                            "code-per-account",
                            "register-per-address",
                            "sign-in-per-address",
                            "write-per-account")
                    .forEach(limit -> command.add("-Dlatchkey.throttle." + limit + ".quota=0"));
            settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of(
                    "-jar",
                    jar.toAbsolutePath().toString(),
                    "--port",
                    Integer.toString(port),
                    "--data-dir",
                    folder.resolve("data").toString()));
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        void awaitReady() throws Exception {
            holdsWithin(Duration.ofMinutes(3), () -> !process.isAlive() || log().contains("is ready at"));
            if (!log().contains("is ready at")) {
                throw new IOException("the service did not start: " + log());
            }
        }

        String log() throws IOException {
            return Files.readString(log);
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofMinutes(2));
        }

        HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        Answer post(String path, String type, String body) throws Exception {
            return send("POST", path, type, body.getBytes(StandardCharsets.UTF_8), null);
        }

        Answer send(String method, String path, String type, byte[] body, String token) throws Exception {
            HttpRequest.Builder request = request(path)
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = exchange(request);
            return new Answer(answer.statusCode(), answer.body());
        }

        byte[] download(String path, String token) throws Exception {
            return client.send(
                            request(path).header("Authorization", "Bearer " + token).build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }

        Socket connect() throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return socket;
        }

        /** What is answered to these bytes until the server closes the connection. */
        String raw(String request) throws IOException {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException closed) {
                return "";
            }
        }

        /** The codes that the development inbox holds for a contact. */
        Set<String> codes(String to) throws Exception {
            String messages = exchange(request(
                            "/dev/inbox/messages?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)))
                    .body();
            Matcher found = Pattern.compile("\"code\" *: *\"([^\"]*)\"").matcher(messages);
            return found.results().map(result -> result.group(1)).collect(Collectors.toCollection(HashSet::new));
        }

        /** The next code that is not among the old ones; empty when none comes. */
        String code(String to, Set<String> old) throws Exception {
            Set<String> fresh = new HashSet<>();
            holdsWithin(PATIENCE, () -> {
                fresh.addAll(codes(to));
                fresh.removeAll(old);
                return !fresh.isEmpty();
            });
            return fresh.stream().findFirst().orElse("");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** A mail server that takes every message and remembers its recipient. */
    private static final class MailSink implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> recipients = new CopyOnWriteArrayList<>();

        MailSink() throws IOException {
            Thread acceptor = new Thread(this::accept, "mail-sink");
            acceptor.setDaemon(true);
            acceptor.start();
        }

        int port() {
            return server.getLocalPort();
        }

        /** The address in the envelope of the message to this local part. */
        String recipient(String localPart) throws Exception {
            holdsWithin(PATIENCE, () -> of(localPart).isPresent());
            return of(localPart).orElse("nobody");
        }

        private Optional<String> of(String localPart) {
            return recipients.stream()
                    .filter(recipient -> recipient.startsWith(localPart + "@"))
                    .findFirst();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread talk = new Thread(() -> talk(client), "mail-sink-client");
                    talk.setDaemon(true);
                    talk.start();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void talk(Socket client) {
            try (client;
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                say(client, "220 sink");
                boolean isData = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String command = line.toUpperCase(Locale.ROOT);
                    if (isData) {
                        isData = !line.equals(".");
                        if (!isData) {
                            say(client, "250 taken");
                        }
                    } else if (command.startsWith("EHLO")) {
                        say(client, "250-sink\r\n250-SMTPUTF8\r\n250 8BITMIME");
                    } else if (command.startsWith("DATA")) {
                        isData = true;
                        say(client, "354 go on");
                    } else {
                        if (command.startsWith("RCPT")) {
                            recipients.add(line.replaceAll(".*<(.*)>.*", "$1"));
                        }
                        say(client, "250 good");
                    }
                }
            } catch (IOException gone) {
                // The client ended the conversation.
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
