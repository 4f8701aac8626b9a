package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.adapters.platform.numbering.RenumberedPlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One server of the suite: its address, its configuration, and the places where it leaves traces. */
final class Site {
    /** How long a replaced refresh token still gives its successor. */
    static final Duration REFRESH_GRACE = Duration.ofSeconds(3);

    /** Secret that the tests' SMS provider sends with its receipts. */
    static final String RECEIPT_SECRET = "agreed on with the provider";

    /** Token that lets the operator see the delivery funnel. */
    static final String OPERATOR_TOKEN = "the operator of the site";

    /** Key by which a service asks about tokens. */
    static final String RESOURCE_SERVER_KEY = "orders-5b1f0e7a9c3d4826b0d1e2f3a4c5d6e7";

    /** Origin of the pages that may call the API. */
    static final String PAGES = "https://app.example.org";

    /** Provider for messages to Iceland, at eight cents a segment. */
    static final String PRICED_PROVIDER = "priced";

    /** Provider of e-mails of {@link #MAILER_PURPOSE}, which tells what became of them. */
    static final String MAILER = "mailer";

    static final String MAILER_PURPOSE = "custom:postcard";

    /** The one contact with a fixed code. */
    static final String TEST_NUMBER = "+12025550123";

    static final String TEST_CODE = "864209";

    /** Address from which the fixed code is accepted. Visitors have other addresses by default. */
    static final String TEST_ADDRESS = "192.0.2.44";

    /** The receivers of all messages. All sites share them. */
    static final Post POST = new Post();

    /** It listens to this machine alone, and admits bodies as {@code docs/servers.md} tells. */
    private static final String BOOT_COMMANDS = """
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
            set configs.config.server-config.network-config.protocols.protocol.http-listener.http.allow-payload-for-undefined-http-methods=true
            """;

    private static final List<String> FAMILIES =
            List.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom");
    private static final List<String> UNLIMITED = List.of(
            "code-per-address",
            "code-per-destination",
            "code-per-account",
            "register-per-address",
            "sign-in-per-address",
            "write-per-account",
            "new-phones-per-hour",
            "new-phones-per-day");

    private final String name;
    private final int port = Ports.free();
    private final int pagesPort = Ports.free();
    private final Path folder;
    private final Secrets secrets = new Secrets();
    private final DatabaseSettings database;
    private final String bootstrapToken =
            secrets.keep("lka_" + Person.newPassword().replace(' ', '-'));
    private @Nullable Person administrator;

    private static final class H2 {
        private static final Site SITE = new Site("h2");
    }

    private static final class MariaDb {
        private static final Site SITE = new Site("mariadb");
    }

    private static final class Faces {
        private static final Site SITE = new Site("faces");
    }

    static Site onH2() {
        return H2.SITE;
    }

    static Site onMariaDb() {
        return MariaDb.SITE;
    }

    /** A site with the embedded database and the configuration for the scenarios of faces. */
    static Site ofFaces() {
        return Faces.SITE;
    }

    private Site(String name) {
        this.name = name;
        try {
            folder = TestFolder.make(name);
            database = !name.equals("mariadb")
                    ? DatabaseSettings.h2(dataFolder().resolve("latchkey"))
                    : MariaDbServer.get().newDatabase();
            write();
            keepBootstrapToken();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write() throws IOException {
        Properties settings = new Properties();
        settings.setProperty("latchkey.mode", "dev");
        settings.setProperty("latchkey.http.address", "127.0.0.1");
        settings.setProperty("latchkey.http.port", Integer.toString(port));
        settings.setProperty("latchkey.data-dir", dataFolder().toString());
        if (name.equals("mariadb")) {
            settings.setProperty("latchkey.db.url", database.url());
            settings.setProperty("latchkey.db.user", database.user());
            settings.setProperty("latchkey.db.password", database.password());
        }
        settings.setProperty("latchkey.smtp.host", "127.0.0.1");
        settings.setProperty("latchkey.smtp.port", Integer.toString(POST.smtpPort()));
        settings.setProperty("latchkey.smtp.security", "none");
        settings.setProperty("latchkey.sms.url", POST.smsUrl());
        settings.setProperty("latchkey.sms.allow-plain-http", "true");
        settings.setProperty("latchkey.sms.format", "json");
        settings.setProperty("latchkey.sms.body", """
                {"to":"{to}","text":"{text}","id":"{id}"}""");
        settings.setProperty("latchkey.sms.reference", "/reference");
        settings.setProperty("latchkey.sms.receipt-secret", RECEIPT_SECRET);
        settings.setProperty("latchkey.operator.tokens", secrets.keep(OPERATOR_TOKEN));
        settings.setProperty("latchkey.token.introspection-keys", secrets.keep(RESOURCE_SERVER_KEY));
        addProviders(settings);
        settings.setProperty("latchkey.cors.origins", PAGES + ", http://localhost:" + pagesPort + ", " + localUrl());
        settings.setProperty("latchkey.browser-sessions", "true");
        settings.setProperty("latchkey.trusted-proxies", "127.0.0.1");
        // Scenarios move the clock by months, and each refusal is looked for at the end.
        settings.setProperty("latchkey.retention.decisions", "P3650D");
        settings.setProperty("latchkey.session.refresh-grace", REFRESH_GRACE.toString());
        // Thousands of calls would wait for most of their time.
        settings.setProperty("latchkey.requests.concealing-interval", "PT0.001S");
        settings.setProperty("latchkey.requests.concealing-long-interval", "PT0.001S");
        settings.setProperty("latchkey.sign-in.free-failures", "3");
        settings.setProperty("latchkey.sign-in.first-wait", "PT2S");
        settings.setProperty("latchkey.password.argon2.memory-kib", "7168");
        settings.setProperty("latchkey.password.argon2.iterations", "5");
        for (String family : FAMILIES) {
            for (String channel : List.of("email", "sms")) {
                String prefix = "latchkey.otp." + family + "." + channel;
                settings.setProperty(prefix + ".cool-down", "PT0S");
                settings.setProperty(prefix + ".generations", "0");
            }
        }
        settings.setProperty("latchkey.otp.custom.email.cool-down", "PT2S");
        settings.setProperty("latchkey.otp.reset-password.sms.generations", "2");
        settings.setProperty("latchkey.otp.reset-password.sms.generation-window", "PT10M");
        settings.setProperty("latchkey.otp.sign-in.email.resend", "rotate");
        settings.setProperty("latchkey.otp.custom.sms.generations", "3");
        settings.setProperty("latchkey.otp.custom.sms.generation-window", "PT3S");
        for (String throttle : UNLIMITED) {
            settings.setProperty("latchkey.throttle." + throttle + ".quota", "0");
        }
        settings.setProperty("latchkey.throttle.availability-per-address.quota", "5");
        settings.setProperty("latchkey.throttle.availability-per-address.window", "PT3S");
        settings.setProperty(
                "latchkey.test-numbers",
                TEST_NUMBER + "=" + secrets.keepCode(TEST_CODE) + ";until="
                        + LocalDate.now(ZoneOffset.UTC).plusDays(30) + ";from=192.0.2.32/27 2001:db8:44::/48");
        settings.setProperty("latchkey.throttle.test-number.quota", "1000");
        if (name.equals("faces")) {
            FaceConfiguration.addTo(settings);
        } else {
            settings.setProperty("latchkey.faces.bioentrust.password-rules", "document");
        }
        Files.createDirectories(dataFolder());
        try (Writer file = Files.newBufferedWriter(configFile())) {
            settings.store(file, null);
        }
        Files.writeString(bootCommands(), BOOT_COMMANDS);
    }

    /** Keeps a token for the first administrator, as {@code admin bootstrap} does before a server has the database. */
    private void keepBootstrapToken() {
        try (LatchkeyDatabase opened = LatchkeyDatabase.open(database, new RenumberedPlans())) {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bootstrapToken.getBytes(UTF_8)));
            opened.unitOfWork().execute(() -> {
                opened.administration()
                        .bootstrapTokens()
                        .replace(digest, Instant.now().plus(Duration.ofDays(4000)));
                return true;
            });
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The token for the first administrator. */
    String bootstrapToken() {
        return bootstrapToken;
    }

    /** The administrator that was made by the token. */
    Person administrator(Supplier<Person> maker) {
        if (administrator == null) {
            administrator = maker.get();
        }
        return administrator;
    }

    private void addProviders(Properties settings) throws IOException {
        Path definitions = Files.createDirectories(folder.resolve("providers"));
        Files.writeString(
                definitions.resolve(PRICED_PROVIDER + ".yaml"), """
                name: %s
                channel: sms
                request: {url: "https://sms.example.org/sms", json: {to: "{to}", text: "{text}", id: "{id}"}}
                accepted: {status: 202}
                reference: /reference
                errors: {at: /code, opted-out: http %s}
                receipts: {form: json, reference: /id, state: /state, delivered: delivered, failed: lost,
                  signature: {header: X-Receipt-Token, value: "{secret.receipt-token}"}}
                price: {currency: EUR, default: 0.10, IS: 0.08}
                """.formatted(PRICED_PROVIDER, Post.OPTED_OUT));
        Files.writeString(definitions.resolve(MAILER + ".yaml"), """
                name: %s
                channel: email
                request:
                  url: https://mail.example.org/sms
                  json: {from: "{from}", to: "{to}", subject: "{subject}", text: "{text}", id: "{id}"}
                accepted: {status: 202}
                reference: /reference
                receipts: {form: json, reference: /id, state: /state, delivered: delivered, failed: lost, complained: spam,
                  errors: {at: /state, bounced: lost},
                  signature: {header: X-Receipt-Token, value: "{secret.receipt-token}"}}
                """.formatted(MAILER));
        Path routes = Files.writeString(
                folder.resolve("routes.yaml"), """
                rules:
                  - {when: {channel: sms, country: [IS]}, providers: [%s]}
                  - when: {channel: sms, country: [LU]}
                    steps: [{providers: http}, {providers: inbox-voice, on-request: true}]
                  - {when: {channel: email, purpose: "%s"}, providers: [%s], from: codes@example.org}
                """.formatted(PRICED_PROVIDER, MAILER_PURPOSE, MAILER));
        settings.setProperty("latchkey.providers.folder", definitions.toString());
        settings.setProperty("latchkey.providers.allow-private", "true");
        for (String provider : List.of(PRICED_PROVIDER, MAILER)) {
            String prefix = "latchkey.providers." + provider;
            settings.setProperty(prefix + ".base-url", POST.smsUrl().replace("/sms", ""));
            settings.setProperty(prefix + ".receipt-token", RECEIPT_SECRET);
        }
        settings.setProperty("latchkey.delivery.routes", routes.toString());
    }

    private Path configFile() {
        return folder.resolve("latchkey.properties");
    }

    private Path bootCommands() {
        return folder.resolve("boot-commands.txt");
    }

    private Path dataFolder() {
        return folder.resolve("data");
    }

    Path logFile() {
        return folder.resolve("server.log");
    }

    /** Sets the properties that arquillian.xml reads. */
    void offerTo(Properties system) {
        system.setProperty(
                "latchkey.test." + name + ".jvm",
                "-Xmx512m " + compiler() + "-XX:+UseSerialGC -Duser.timezone=UTC -Dlatchkey.config-file="
                        + configFile());
        system.setProperty(
                "latchkey.test." + name + ".server",
                "--port " + port + " --prebootcommandfile " + bootCommands() + " --logtofile " + logFile()
                        + " --nohazelcast --disablephonehome" + neighbour());
    }

    /** The second compiler pays where made-up requests are many. */
    private static String compiler() {
        return Integer.getInteger("fuzz.requests", 0) < 10_000 ? "-XX:TieredStopAtLevel=1 " : "";
    }

    /** A service of somebody else on the same server, where tests want one. */
    private String neighbour() {
        return name.equals("mariadb") ? " --deploy " + ResourceServer.microProfileWar(folder, baseUrl()) : "";
    }

    /** The keys by which this site signs. The database must allow for others beside the server. */
    SiteKeys keys() {
        return new SiteKeys(database, dataFolder());
    }

    String name() {
        return name;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** The same server by a name that browsers trust. Pages at {@link #pagesPort} are of its site. */
    String localUrl() {
        return "http://localhost:" + port;
    }

    /** Port of the test's own pages, which may call the API. */
    int pagesPort() {
        return pagesPort;
    }

    DatabaseSettings database() {
        return database;
    }

    Secrets secrets() {
        return secrets;
    }

    Visitor visitor() {
        return Visitor.of(baseUrl(), secrets);
    }

    /** The next code that an e-mail address or phone number gets. */
    String nextCode(String destination) {
        return secrets.keepCode(POST.take(destination, letter -> letter.code().isPresent())
                .code()
                .orElseThrow());
    }

    /** The token of the link in the next message with one. */
    String nextLink(String destination) {
        return secrets.keep(POST.take(destination, letter -> letter.linkToken().isPresent())
                .linkToken()
                .orElseThrow());
    }

    /** The next message that a destination gets. Its code and its link's token are kept as secrets. */
    Letter nextLetter(String destination) {
        Letter letter = POST.take(destination, any -> true);
        letter.code().ifPresent(secrets::keepCode);
        letter.linkToken().ifPresent(secrets::keep);
        return letter;
    }
}
