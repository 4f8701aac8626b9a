package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.sms.net.Loopback;
import io.latchkey.adapters.sms.smtp.SmtpSecurity;
import io.latchkey.bootstrap.settings.face.EssdeeKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.AdminKeys;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.bootstrap.settings.subject.PasswordKeys;
import io.latchkey.bootstrap.settings.subject.PhoneKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.SessionKeys;
import io.latchkey.bootstrap.settings.subject.SignInKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.bootstrap.settings.subject.SmtpKeys;
import io.latchkey.bootstrap.settings.subject.ThrottleKeys;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting in force that protects less than it could. The service starts with it, and tells the operator.
 *
 * @param key the key that would protect more
 * @param value the value in force; never a secret
 * @param effect what it allows, in one clause
 */
public record LoweredProtection(String key, String value, String effect) {
    private static final int LONG_PASSWORD = 15;
    private static final int LEAST_ARGON2_MEMORY = 19_456;
    private static final Duration LONGEST_AAL2_SESSION = Duration.ofHours(24);
    private static final Duration LONGEST_AAL2_IDLE = Duration.ofHours(1);
    private static final Pattern DATABASE_HOST = Pattern.compile("jdbc:[a-z]+://([^:/?,]+|\\[[^]]+])");
    private static final Pattern PLAIN_ORIGIN = Pattern.compile("http://([^:/]+|\\[[^]]+])(:[0-9]+)?");
    private static final Pattern CHECKED_TLS =
            Pattern.compile("[?&]sslMode=(verify-ca|verify-full)", Pattern.CASE_INSENSITIVE);

    /** All that the settings lower, in the order of the documentation. */
    public static List<LoweredProtection> of(Settings settings) {
        List<LoweredProtection> found = new ArrayList<>();
        found.addAll(ofNetwork(settings));
        found.addAll(ofPasswordsAndSessions(settings));
        found.addAll(ofCodes(settings));
        found.addAll(ofFaces(settings));
        return List.copyOf(found);
    }

    private static LoweredProtection of(Settings settings, Setting<?> key, String effect) {
        String value = settings.text(key.key())
                .or(() -> Optional.ofNullable(key.defaultValue()))
                .orElse("");
        return new LoweredProtection(key.key(), value, effect);
    }

    private static List<LoweredProtection> ofNetwork(Settings settings) {
        List<LoweredProtection> found = new ArrayList<>();
        settings.find(DatabaseKeys.URL)
                .filter(url -> !isLocal(url) && !CHECKED_TLS.matcher(url).find())
                .ifPresent(url -> found.add(new LoweredProtection(
                        DatabaseKeys.URL.key(),
                        "no sslMode=verify-full",
                        "whoever is between here and the database reads and changes what goes there")));
        Stream.of(MailKeys.FIRST, MailKeys.SECOND)
                .filter(keys -> isPlain(settings, keys))
                .forEach(keys -> found.add(of(settings, keys.server().security(), "codes by e-mail travel readable")));
        if (settings.find(SmsKeys.URL)
                        .map(URI::getScheme)
                        .filter("http"::equals)
                        .isPresent()
                || settings.get(SmsKeys.ALLOW_PLAIN_HTTP)) {
            found.add(of(settings, SmsKeys.ALLOW_PLAIN_HTTP, "codes by SMS may travel readable"));
        }
        if (settings.get(ProviderKeys.ALLOW_PRIVATE)) {
            found.add(
                    of(settings, ProviderKeys.ALLOW_PRIVATE, "definitions may call this machine and private networks"));
        }
        if (settings.get(OriginKeys.ORIGINS).stream().anyMatch(LoweredProtection::isPlain)) {
            found.add(of(
                    settings,
                    OriginKeys.ORIGINS,
                    "whoever is between a page of plain HTTP and its reader calls the API as the page"));
        }
        for (Setting<Duration> interval :
                List.of(RequestKeys.CONCEALING_INTERVAL, RequestKeys.CONCEALING_LONG_INTERVAL)) {
            if (settings.get(interval).isZero()) {
                found.add(of(settings, interval, "the time of an answer tells strangers who has an account"));
            }
        }
        if (settings.get(RequestKeys.TELL_CONTACTS)) {
            found.add(of(settings, RequestKeys.TELL_CONTACTS, "strangers learn which contacts have an account"));
        }
        return found;
    }

    private static boolean isLocal(String url) {
        Matcher host = DATABASE_HOST.matcher(url);
        return !host.find() || Loopback.names(host.group(1));
    }

    /** Whether an origin is of plain HTTP and of another machine. What is no origin stops the start for that. */
    private static boolean isPlain(String origin) {
        Matcher plain = PLAIN_ORIGIN.matcher(origin);
        return plain.matches() && !Loopback.names(plain.group(1));
    }

    private static boolean isPlain(Settings settings, SmtpKeys keys) {
        return settings.find(keys.server().host())
                .filter(host ->
                        !Loopback.names(host) && settings.get(keys.server().security()) == SmtpSecurity.NONE)
                .isPresent();
    }

    private static List<LoweredProtection> ofPasswordsAndSessions(Settings settings) {
        List<LoweredProtection> found = new ArrayList<>();
        boolean isSecondFactorRequired = settings.get(SignInKeys.SECOND_FACTOR_REQUIRED);
        if (settings.get(PasswordKeys.MIN_LENGTH) < LONG_PASSWORD && !isSecondFactorRequired) {
            found.add(of(
                    settings,
                    PasswordKeys.MIN_LENGTH,
                    "a short password may be the only factor (NIST SP 800-63B-4 §3.1.1.2 asks for 15 characters)"));
        }
        if (settings.get(PasswordKeys.ARGON2_MEMORY) < LEAST_ARGON2_MEMORY) {
            found.add(of(settings, PasswordKeys.ARGON2_MEMORY, "stolen password hashes are guessed faster"));
        }
        if (isSecondFactorRequired && settings.get(SessionKeys.LIFETIME).compareTo(LONGEST_AAL2_SESSION) > 0) {
            found.add(of(
                    settings, SessionKeys.LIFETIME, "two factors are asked for less often than each 24 hours (AAL2)"));
        }
        if (isSecondFactorRequired && settings.get(SessionKeys.IDLE_TIMEOUT).compareTo(LONGEST_AAL2_IDLE) > 0) {
            found.add(of(settings, SessionKeys.IDLE_TIMEOUT, "an idle session outlives one hour (AAL2)"));
        }
        if (settings.get(SessionKeys.RECENT_SIGN_IN).compareTo(Duration.ofMinutes(10)) > 0) {
            found.add(
                    of(settings, SessionKeys.RECENT_SIGN_IN, "a stolen token changes contacts and factors for longer"));
        }
        if (!settings.get(AdminKeys.SECOND_FACTOR)) {
            found.add(of(settings, AdminKeys.SECOND_FACTOR, "one stolen password or mailbox administers everybody"));
        }
        if (settings.get(SessionKeys.EMAIL_IS_FACTOR)) {
            found.add(of(settings, SessionKeys.EMAIL_IS_FACTOR, "tokens call an e-mail a second factor"));
        }
        return found;
    }

    private static List<LoweredProtection> ofCodes(Settings settings) {
        List<LoweredProtection> found = new ArrayList<>();
        Set<String> unserved = Catalog.faces().stream()
                .filter(face -> !settings.get(face.enabled()))
                .map(face -> face.prefix() + ".")
                .collect(Collectors.toSet());
        Catalog.otp().stream()
                .filter(keys -> unserved.stream().noneMatch(keys.prefix()::startsWith))
                .forEach(keys -> found.addAll(ofPurpose(settings, keys)));
        ThrottleKeys.limits().stream()
                .filter(throttle -> settings.get(throttle.quota()) == 0
                        && (settings.isSet(throttle.quota())
                                || !"0".equals(throttle.quota().defaultValue())))
                .forEach(throttle -> found.add(of(settings, throttle.quota(), "the limit is off")));
        List<String> unusual = PhoneKeys.unusual(settings);
        if (!unusual.isEmpty()) {
            found.add(new LoweredProtection(
                    PhoneKeys.TYPES.key(),
                    String.join(", ", unusual),
                    "strangers make you pay for messages to numbers that earn money, or that show none"));
        }
        if (settings.get(DeliveryKeys.HANDED_CONCEALED)) {
            found.add(
                    of(settings, DeliveryKeys.HANDED_CONCEALED, "a caller may learn whether a contact has an account"));
        }
        int testNumbers = settings.get(OtpKeys.TEST_NUMBERS).size();
        if (testNumbers > 0) {
            found.add(new LoweredProtection(
                    OtpKeys.TEST_NUMBERS.key(), testNumbers + " listed", "clients in their ranges know the codes"));
        }
        return found;
    }

    private static List<LoweredProtection> ofPurpose(Settings settings, PurposeKeys keys) {
        List<LoweredProtection> found = new ArrayList<>();
        if (settings.get(keys.format().allowsShort())) {
            found.add(of(settings, keys.format().allowsShort(), "codes may be easier to guess than six digits"));
        }
        if (settings.isSet(keys.sends().generations())
                && settings.get(keys.sends().generations()) == 0) {
            found.add(of(settings, keys.sends().generations(), "the limit is off"));
        }
        return found;
    }

    private static List<LoweredProtection> ofFaces(Settings settings) {
        List<LoweredProtection> found = new ArrayList<>();
        Set<String> telling = LatchkeyRestClasses.faces().stream()
                .filter(Face::tellsAccounts)
                .map(Face::name)
                .collect(Collectors.toSet());
        for (FaceKeys face : Catalog.faces()) {
            if (settings.get(face.enabled()) && telling.contains(face.face()) && !face.concealsAccounts(settings)) {
                found.add(new LoweredProtection(
                        face.concealAccounts().key(), "false", "the face tells strangers who has an account"));
            }
        }
        for (FaceKeys face : Catalog.faces()) {
            if (settings.get(face.enabled()) && face.passwordRules(settings).isPresent()) {
                face.passwordSource()
                        .ifPresent(source ->
                                found.add(of(settings, source, "the face takes passwords that attackers try first")));
            }
        }
        if (settings.get(EssdeeKeys.FACE.enabled()) && settings.get(EssdeeKeys.QUERY_SECRETS)) {
            found.add(of(
                    settings, EssdeeKeys.QUERY_SECRETS, "codes, keys and passwords may stand in addresses and logs"));
        }
        return found;
    }

    /** One table for the log, a line for each. */
    public static String table(List<LoweredProtection> lowered) {
        int widest = lowered.stream()
                .mapToInt(one -> one.key().length() + one.value().length() + 3)
                .max()
                .orElse(0);
        return lowered.stream()
                .map(one -> "\n  " + pad(one.key() + " = " + one.value(), widest) + "  " + one.effect())
                .collect(Collectors.joining());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
