package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.application.delivery.FunnelWindow;
import io.latchkey.bootstrap.settings.face.BioentrustKeys;
import io.latchkey.bootstrap.settings.face.DhiwiseKeys;
import io.latchkey.bootstrap.settings.face.DrfUserKeys;
import io.latchkey.bootstrap.settings.face.EssdeeKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.shared.ContactKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every configuration key there is. The reference in the documentation is made from this class. */
public final class Catalog {
    private static final List<Setting<?>> ALL = new ArrayList<>();

    public static final Setting<Mode> MODE = setting(
            "mode", SettingType.choice(Mode.class), "dev", "dev to try and develop, production for real people");
    public static final Setting<Path> CONFIG_FILE = setting(
            "config-file",
            SettingType.PATH,
            null,
            "properties file with further settings; read below environment variables");
    public static final Setting<Integer> HTTP_PORT =
            setting("http.port", SettingType.number(1, 65535), "8080", "port of the runnable jar");
    public static final Setting<String> HTTP_ADDRESS = setting(
            "http.address",
            SettingType.TEXT,
            null,
            "address the runnable jar listens on; 127.0.0.1 in dev mode, 0.0.0.0 in production mode");
    public static final Setting<URI> PUBLIC_URL = setting(
            "public-url",
            SettingType.URL,
            null,
            "how browsers and mail readers reach this service; the default is the address it listens on");
    public static final Setting<Path> DATA_DIR = setting(
            "data-dir",
            SettingType.PATH,
            "./latchkey-data",
            "folder of the embedded database and of generated secrets; used in dev mode");
    public static final Setting<String> DB_URL = setting(
            "db.url",
            SettingType.TEXT,
            null,
            "JDBC URL of a MariaDB database; without it dev mode keeps an H2 file in the data folder");
    public static final Setting<String> DB_USER = setting("db.user", SettingType.TEXT, "", "database user");
    public static final Setting<String> DB_PASSWORD =
            setting("db.password", SettingType.TEXT, "", "password of the database user");
    public static final Setting<Integer> DB_POOL = setting(
            "db.pool-size",
            SettingType.number(1, 500),
            "16",
            "database connections per node for transactions, and as many for reads");
    public static final Setting<String> SECRET = setting(
            "secret",
            SettingType.TEXT,
            null,
            "32 or more random characters all keys are derived from; dev mode generates one into the data folder");
    public static final Setting<List<String>> PREVIOUS_SECRETS = setting(
            "secret.previous",
            SettingType.LIST,
            "",
            "secrets that were replaced but still open what was made with them: passwords, refresh tokens, keys");
    public static final Setting<String> DEFAULT_REGION = setting(
            "default-region",
            SettingType.TEXT,
            "US",
            "ISO 3166 region of phone numbers written without a country code");
    public static final Setting<Locale> DEFAULT_LOCALE = setting(
            "default-locale",
            SettingType.LOCALE,
            "en",
            "language of messages to people who named none that is bundled");
    public static final Setting<List<String>> TRUSTED_PROXIES = setting(
            "trusted-proxies",
            SettingType.LIST,
            "",
            "addresses or CIDR ranges of proxies whose header is believed, walked right to left");
    public static final Setting<ProxyHeader> PROXY_HEADER = setting(
            "proxy-header",
            SettingType.choice(ProxyHeader.class),
            "x-forwarded-for",
            "the header those proxies keep; the other one is never read");
    public static final Setting<Boolean> TELL_CONTACTS = setting(
            "availability.contacts",
            SettingType.BOOLEAN,
            "false",
            "whether the availability check answers for e-mail addresses and phone numbers, too");

    public static final Setting<String> TOKEN_ISSUER =
            setting("token.issuer", SettingType.TEXT, null, "iss of tokens; the default is the public URL");
    public static final Setting<String> TOKEN_AUDIENCE =
            setting("token.audience", SettingType.TEXT, "latchkey", "aud of access tokens");
    public static final Setting<Duration> TOKEN_KEY_LIFETIME = setting(
            "token.key-lifetime",
            SettingType.DURATION,
            "P90D",
            "how long a signing key signs before the next one takes over");
    public static final Setting<Duration> TOKEN_KEY_LEAD = setting(
            "token.key-lead",
            SettingType.DURATION,
            "PT24H",
            "how long a new key is published before it signs; longer than anybody caches the key set");
    public static final Setting<Duration> PROOF_LIFETIME =
            setting("token.proof-lifetime", SettingType.DURATION, "PT10M", "life of the proof a verified code answers");

    public static final Setting<Duration> ACCESS_LIFETIME = setting(
            "session.access-token-lifetime", SettingType.DURATION, "PT15M", "life of an access token; PT1M to PT24H");
    public static final Setting<Duration> SESSION_LIFETIME = setting(
            "session.lifetime",
            SettingType.DURATION,
            "P30D",
            "absolute end of a session, however often it is refreshed");
    public static final Setting<Duration> SESSION_IDLE = setting(
            "session.idle-timeout", SettingType.DURATION, "P14D", "a session not refreshed for so long is over");
    public static final Setting<Duration> REFRESH_GRACE = setting(
            "session.refresh-grace",
            SettingType.DURATION,
            "PT10S",
            "for so long the refresh token just replaced answers the same successor; PT0S to PT60S");
    public static final Setting<Duration> RECENT_SIGN_IN = setting(
            "session.recent-sign-in",
            SettingType.DURATION,
            "PT10M",
            "how fresh a sign-in must be to change contacts or factors, make credentials or delete the account");

    public static final Setting<Boolean> SECOND_FACTOR_REQUIRED = setting(
            "sign-in.second-factor-required",
            SettingType.BOOLEAN,
            "false",
            "whether every password sign-in is followed by a code, whatever the account says");
    public static final Setting<Integer> LOCKOUT_FREE = setting(
            "sign-in.free-failures",
            SettingType.number(1, 20),
            "5",
            "wrong passwords in a row from one origin without a wait");
    public static final Setting<Duration> LOCKOUT_FIRST = setting(
            "sign-in.first-wait", SettingType.DURATION, "PT30S", "wait after those; doubles with every further one");
    public static final Setting<Duration> LOCKOUT_LONGEST =
            setting("sign-in.longest-wait", SettingType.DURATION, "PT1H", "the wait grows no further");

    public static final Setting<Integer> PASSWORD_MIN_LENGTH = setting(
            "password.min-length",
            SettingType.number(8, 64),
            "8",
            "shortest new password; 15 where it is the only factor (NIST SP 800-63B-4)");
    public static final Setting<Integer> ARGON2_MEMORY = setting(
            "password.argon2.memory-kib", SettingType.number(7168, 1 << 20), "19456", "memory of one hash in KiB");
    public static final Setting<Integer> ARGON2_ITERATIONS =
            setting("password.argon2.iterations", SettingType.number(1, 20), "2", "passes over that memory");
    public static final Setting<Integer> ARGON2_PARALLELISM =
            setting("password.argon2.parallelism", SettingType.number(1, 16), "1", "lanes of one hash");
    public static final Setting<Integer> ARGON2_CONCURRENT = setting(
            "password.argon2.concurrent",
            SettingType.number(1, 64),
            null,
            "hashes at once; the default is the number of processors");
    public static final Setting<Integer> ARGON2_QUEUE = setting(
            "password.argon2.queue",
            SettingType.number(0, 100_000),
            "128",
            "callers that may wait for a hash; more get 503 with Retry-After");
    public static final Setting<Duration> ARGON2_WAIT = setting(
            "password.argon2.longest-wait", SettingType.DURATION, "PT5S", "how long they wait before they get it, too");

    public static final Setting<Integer> IMAGE_MAX_BYTES = setting(
            "image.max-bytes",
            SettingType.number(1024, 50_000_000),
            "5242880",
            "largest profile image upload in bytes");
    public static final Setting<Integer> IMAGE_MAX_PIXELS = setting(
            "image.max-pixels",
            SettingType.number(4096, 100_000_000),
            "25000000",
            "most pixels an uploaded profile image may have");
    public static final Setting<Integer> IMAGE_SIDE = setting(
            "image.side", SettingType.number(16, 4096), "512", "longer side of a stored profile image in pixels");

    public static final Setting<Duration> DELIVERY_FIRST_WAIT = setting(
            "delivery.first-wait", SettingType.DURATION, "PT1S", "wait before a message is tried again; doubles");
    public static final Setting<Duration> DELIVERY_LONGEST_WAIT =
            setting("delivery.longest-wait", SettingType.DURATION, "PT1M", "that wait grows no further");
    public static final Setting<Duration> DELIVERY_CLAIM = setting(
            "delivery.claim",
            SettingType.DURATION,
            "PT30S",
            "after so long a message a node was sending when it died is taken up by another");
    public static final Setting<Integer> DELIVERY_WORKERS =
            setting("delivery.workers", SettingType.number(1, 256), "16", "messages sent at once per node");

    public static final Setting<UnknownOutcome> DELIVERY_ON_UNKNOWN = setting(
            "delivery.on-unknown",
            SettingType.choice(UnknownOutcome.class),
            "other-provider",
            "what is done with a message whose provider did not answer: it may have gone out");
    public static final Setting<Path> DELIVERY_ROUTES = setting(
            "delivery.routes",
            SettingType.PATH,
            null,
            "YAML file of rules by which messages go to providers; read again when it changes; see routing.md");
    public static final Setting<Duration> HEALTH_MEMORY = setting(
            "delivery.health.memory",
            SettingType.DURATION,
            "PT30S",
            "half of what was seen of a provider is forgotten after so long");
    public static final Setting<Integer> HEALTH_MIN_FAILURES = setting(
            "delivery.health.min-failures",
            SettingType.number(1, 1000),
            "5",
            "failed calls before a provider can be passed over");
    public static final Setting<Integer> HEALTH_FAILURE_PERCENT = setting(
            "delivery.health.failure-percent",
            SettingType.number(1, 100),
            "50",
            "share of failed calls from which on a provider is passed over");
    public static final Setting<Duration> HEALTH_PAUSE = setting(
            "delivery.health.pause",
            SettingType.DURATION,
            "PT5S",
            "how long a provider is passed over before one message tries it out; doubles while it fails");
    public static final Setting<Duration> HEALTH_LONGEST_PAUSE =
            setting("delivery.health.longest-pause", SettingType.DURATION, "PT1M", "that pause grows no further");
    public static final Setting<Duration> HEALTH_RAMP = setting(
            "delivery.health.ramp",
            SettingType.DURATION,
            "PT1M",
            "how long a provider that is back takes to its resting share");
    public static final Setting<Duration> HEALTH_SLOW_CALL = setting(
            "delivery.health.slow-call",
            SettingType.DURATION,
            "PT3S",
            "a call that takes so long counts as failed, and others pass the provider over meanwhile");
    public static final Setting<Duration> HEALTH_LATE_RECEIPT = setting(
            "delivery.health.late-receipt", SettingType.DURATION, "PT30S", "a receipt later than this counts as none");
    public static final Setting<Duration> HEALTH_RECEIPT_WINDOW =
            setting("delivery.health.receipt-window", SettingType.DURATION, "PT5M", "how far back receipts are judged");
    public static final Setting<Integer> HEALTH_MIN_RECEIPTS = setting(
            "delivery.health.min-receipts",
            SettingType.number(1, 100_000),
            "20",
            "messages to a country in that window from which on a provider's receipts are judged");
    public static final Setting<Integer> HEALTH_HEALTHY_PERCENT = setting(
            "delivery.health.healthy-percent",
            SettingType.number(1, 100),
            "80",
            "share of receipts in time from which on a provider keeps its whole share of a country");
    public static final Setting<Integer> HEALTH_SICK_PERCENT = setting(
            "delivery.health.sick-percent",
            SettingType.number(0, 99),
            "50",
            "share of them at which it keeps one message in twenty");
    public static final Setting<FunnelWindow> FUNNEL_WINDOW = setting(
            "delivery.funnel-window",
            SettingType.FUNNEL_WINDOW,
            "PT1H",
            "how far back the delivery funnel at /metrics counts; more than zero and at most PT24H");
    public static final Setting<List<String>> OPERATOR_TOKENS = setting(
            "operator.tokens",
            SettingType.LIST,
            "",
            "secrets one of which a caller of /api/v1/delivery/funnel must show as the bearer token, each of 16 or more"
                    + " characters in production mode; without any, dev mode answers everybody and production mode nobody");

    public static final Setting<Duration> KEEP_CHALLENGES =
            setting("retention.challenges", SettingType.DURATION, "PT24H", "how long expired challenges are kept");
    public static final Setting<Duration> KEEP_MESSAGES =
            setting("retention.messages", SettingType.DURATION, "P7D", "how long sent or failed messages are kept");
    public static final Setting<Duration> KEEP_SESSIONS =
            setting("retention.sessions", SettingType.DURATION, "P7D", "how long ended sessions are kept");
    public static final Setting<Duration> KEEP_PENDING = setting(
            "retention.pending-accounts",
            SettingType.DURATION,
            "PT48H",
            "after so long an account that verified no contact is forgotten");
    public static final Setting<Duration> KEEP_FAILURES = setting(
            "retention.sign-in-failures",
            SettingType.DURATION,
            "P30D",
            "after so long failures nobody added to are forgotten");

    public static final Setting<Boolean> INBOX = setting(
            "inbox.enabled",
            SettingType.BOOLEAN,
            null,
            "whether messages are kept in memory for /dev/inbox; on in dev mode, refused in production mode");
    public static final Setting<Path> TEMPLATES = setting(
            "messages.folder",
            SettingType.PATH,
            null,
            "folder of message texts that take the place of the bundled ones");
    public static final Setting<String> SITE_NAME =
            setting("messages.site", SettingType.TEXT, "Latchkey", "what messages call the site");
    public static final Setting<String> RESET_LINK = setting(
            "messages.reset-link",
            SettingType.TEXT,
            null,
            "address of the page that resets a password, with {token}; the default is the built-in page");

    public static final SmtpKeys SMTP = SmtpKeys.declare(Catalog::setting, "smtp", Optional.empty());
    public static final SmtpKeys SMTP_2 = SmtpKeys.declare(Catalog::setting, "smtp-2", Optional.of(SMTP));

    public static final Setting<URI> SMS_URL = setting(
            "sms.url",
            SettingType.URL,
            null,
            "where the SMS provider takes messages; without it no SMS leaves the house");
    public static final Setting<String> SMS_METHOD =
            setting("sms.method", SettingType.TEXT, "POST", "HTTP method of that call");
    public static final Setting<String> SMS_NAME =
            setting("sms.name", SettingType.TEXT, "http", "what records and metrics call the provider");
    public static final Setting<SmsFormat> SMS_FORMAT =
            setting("sms.format", SettingType.choice(SmsFormat.class), "form", "how the body is written: form or json");
    public static final Setting<Boolean> SMS_PLAIN_HTTP = setting(
            "sms.allow-plain-http",
            SettingType.BOOLEAN,
            "false",
            "whether the provider may be called without TLS; codes travel readable then");
    public static final Setting<String> SMS_BODY = setting(
            "sms.body",
            SettingType.TEXT,
            "to={to}&from={from}&text={text}",
            "body of the call with {to}, {from}, {text} and {id}; values are escaped as the format needs");
    public static final Setting<String> SMS_FROM =
            setting("sms.from", SettingType.TEXT, "Latchkey", "sender of SMS: a number or a registered name");
    public static final Setting<SmsAuth> SMS_AUTH = setting(
            "sms.auth",
            SettingType.choice(SmsAuth.class),
            "none",
            "how the call proves who makes it: none, basic (user and secret), bearer (secret) or header (secret in"
                    + " sms.auth-header)");
    public static final Setting<String> SMS_USER =
            setting("sms.user", SettingType.TEXT, null, "user of basic authentication");
    public static final Setting<String> SMS_SECRET =
            setting("sms.secret", SettingType.TEXT, null, "password, token or key of the SMS provider");
    public static final Setting<String> SMS_AUTH_HEADER =
            setting("sms.auth-header", SettingType.TEXT, "X-Api-Key", "header that carries the key");
    public static final Setting<String> SMS_REFERENCE = setting(
            "sms.reference",
            SettingType.TEXT,
            null,
            "JSON pointer to the provider's message id in its answer, such as /sid");
    public static final Setting<String> SMS_RECEIPT_SECRET = setting(
            "sms.receipt-secret",
            SettingType.TEXT,
            null,
            "bearer token of delivery receipts at /api/v1/delivery/receipts/{sms.name}; without it none are taken");
    public static final Setting<Duration> SMS_TIMEOUT =
            setting("sms.timeout", SettingType.DURATION, "PT10S", "longest wait for the provider's answer");

    public static final Setting<List<String>> SMS_PROVIDER = setting(
            "sms.provider",
            SettingType.LIST,
            "",
            "names of the definitions that send SMS, the preferred one first: those that come along, such as twilio, or files of the"
                    + " folder; see providers.md");
    public static final Setting<Path> PROVIDERS_FOLDER = setting(
            "providers.folder", SettingType.PATH, null, "folder of the operator's own provider definitions, name.yaml");
    public static final Setting<Path> PROVIDERS_SECRETS = setting(
            "providers.secrets",
            SettingType.PATH,
            null,
            "folder of files <provider>.<value>, read at each call; for values that are set nowhere else");
    public static final Setting<Boolean> PROVIDERS_ALLOW_PRIVATE = setting(
            "providers.allow-private",
            SettingType.BOOLEAN,
            "false",
            "whether a definition may call this machine or a private network, and without TLS");

    public static final Setting<List<String>> TEST_NUMBERS = setting(
            "test-numbers",
            SettingType.LIST,
            "",
            "phone numbers and e-mail addresses with fixed codes, each `<contact>=<code>;until=<date>;from=<addresses>`; see"
                    + " test-numbers.md");

    /** What the reference says of the keys that definitions name. */
    private static final List<String> PROVIDER_VALUES = List.of(
            "| `latchkey.providers.<provider>.<value>` | text | – | a secret or another value that the provider's definition names |",
            "| `latchkey.providers.<provider>.<value>-file` | path | – | file that holds it; read at each call |",
            "| `latchkey.providers.<provider>.base-url` | http or https URL | – | takes the place of scheme, host and port of the provider's addresses |");

    private static final List<String> FAMILIES =
            List.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom");
    private static final List<OtpKeys> OTP = otpKeys();
    private static final List<ThrottleKeys> THROTTLES = throttleKeys();

    /** Whether faces keep it to themselves which contacts have an account. */
    public static final Setting<Boolean> CONCEAL_ACCOUNTS = setting(
            "faces.conceal-accounts",
            SettingType.BOOLEAN,
            "false",
            "whether faces whose original tells that nobody has a contact answer as for somebody who has");

    private static final List<FaceKeys> FACES = faceKeys(
            List.of(EssdeeKeys.FACE, SunbirdKeys.FACE, BioentrustKeys.FACE, DhiwiseKeys.FACE, DrfUserKeys.FACE));

    private Catalog() {}

    /** How the SMS provider wants a message written. */
    public enum SmsFormat {
        FORM,
        JSON
    }

    /** How the SMS provider knows its customer. */
    public enum SmsAuth {
        NONE,
        BASIC,
        BEARER,
        HEADER
    }

    /** The keys of one throttle. */
    public record ThrottleKeys(String name, Setting<Integer> quota, Setting<Duration> window) {}

    /** Every key, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return Stream.concat(ALL.stream(), FACES.stream().map(FaceKeys::all).flatMap(List::stream))
                .toList();
    }

    /** The keys of every purpose, those of faces included. */
    public static List<OtpKeys> otp() {
        return Stream.concat(OTP.stream(), FACES.stream().map(FaceKeys::otp).flatMap(List::stream))
                .toList();
    }

    /** The keys of each face. */
    public static List<FaceKeys> faces() {
        return FACES;
    }

    /** A face that declares no keys of its own has those that all have. */
    private static List<FaceKeys> faceKeys(List<FaceKeys> declared) {
        return LatchkeyRestClasses.faces().stream()
                .map(face -> declared.stream()
                        .filter(keys -> keys.face().equals(face.name()))
                        .findFirst()
                        .orElseGet(() -> new FaceKeys(face.name())))
                .toList();
    }

    /** @throws IllegalArgumentException when there is no throttle of that name */
    public static ThrottleKeys throttle(String name) {
        return THROTTLES.stream()
                .filter(keys -> keys.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no throttle " + name));
    }

    /** The reference as a Markdown table. */
    public static String markdown() {
        return Stream.concat(all().stream().map(Catalog::row), PROVIDER_VALUES.stream())
                .collect(Collectors.joining("\n", "| key | type | default | meaning |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(Setting<?> setting) {
        String value = setting.defaultValue();
        return "| `" + setting.key() + "` | " + setting.type().name() + " | "
                + (value == null || value.isEmpty() ? "–" : "`" + value + "`") + " | " + setting.meaning() + " |";
    }

    private static <T> Setting<T> setting(String name, SettingType<T> type, @Nullable String value, String meaning) {
        Setting<T> setting = new Setting<>("latchkey." + name, type, value, meaning);
        ALL.add(setting);
        return setting;
    }

    private static List<OtpKeys> otpKeys() {
        List<OtpKeys> keys = new ArrayList<>();
        for (String family : FAMILIES) {
            for (ContactKind kind : ContactKind.values()) {
                keys.add(otpKeys(family, kind));
            }
        }
        return List.copyOf(keys);
    }

    private static OtpKeys otpKeys(String family, ContactKind kind) {
        return OtpKeys.declare(
                Catalog::setting,
                family,
                List.of(kind),
                "otp." + family + "." + kind.wireName(),
                new OtpKeys.Defaults(6, lifetime(family, kind), 5, 4, "PT30S", 10, "PT1H"));
    }

    private static String lifetime(String family, ContactKind kind) {
        return switch (family) {
            case "verify-contact" -> kind == ContactKind.EMAIL ? "PT1H" : "PT10M";
            case "reset-password" -> kind == ContactKind.EMAIL ? "PT30M" : "PT10M";
            case "second-factor", "sign-in" -> kind == ContactKind.EMAIL ? "PT10M" : "PT5M";
            default -> "PT10M";
        };
    }

    private static List<ThrottleKeys> throttleKeys() {
        return List.of(
                throttle("code-per-address", "60", "PT10M", "codes requested by one client address"),
                throttle("code-per-destination", "20", "PT1H", "messages to one destination, whatever their purpose"),
                throttle("code-per-account", "30", "PT1H", "codes sent on behalf of one account"),
                throttle("code-per-site", "0", "PT1H", "codes sent by the whole site"),
                throttle("register-per-address", "60", "PT1H", "registrations by one client address"),
                throttle("sign-in-per-address", "100", "PT10M", "sign-in tries by one client address"),
                throttle("availability-per-address", "60", "PT10M", "availability checks by one client address"),
                throttle("write-per-account", "30", "PT10M", "password changes and picture uploads by one account"),
                throttle(
                        "guarded-code-per-address",
                        "120",
                        "PT10M",
                        "Sunbird codes asked for or typed by one client address"),
                throttle(
                        "test-number",
                        "120",
                        "PT1H",
                        "codes of one test number, which no other limit of codes counts"));
    }

    private static ThrottleKeys throttle(String name, String quota, String window, String meaning) {
        return new ThrottleKeys(
                name,
                setting(
                        "throttle." + name + ".quota",
                        SettingType.number(0, 100_000_000),
                        quota,
                        meaning + "; 0 for no limit"),
                setting("throttle." + name + ".window", SettingType.DURATION, window, "window of that limit"));
    }
}
