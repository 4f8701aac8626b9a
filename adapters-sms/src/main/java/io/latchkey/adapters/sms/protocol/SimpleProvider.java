package io.latchkey.adapters.sms.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.net.Loopback;
import io.latchkey.adapters.sms.provider.Definition;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An HTTP provider of SMS that a few keys describe instead of a file. The keys become the text of a definition. Its
 * password, token or key is the value {@code secret}.
 *
 * @param name what operators call the provider; 1 to 40 letters, digits, dots and hyphens
 * @param method {@code POST} or {@code PUT}
 * @param url the only address that is called
 * @param allowsPlainHttp whether {@code http} is accepted beyond this machine; codes then travel unencrypted
 * @param format notation of the body
 * @param body with the placeholders {@code {to}}, {@code {toDigits}}, {@code {text}}, {@code {from}} and {@code {id}}
 * @param auth how a call proves who makes it
 * @param reference JSON pointer to the provider's own id of the message in its answer; empty for none
 */
public record SimpleProvider(
        String name,
        String method,
        URI url,
        boolean allowsPlainHttp,
        Format format,
        String body,
        Auth auth,
        Optional<String> reference) {
    /** Name of the value that proves who makes a call. */
    public static final String SECRET = "secret";
    /** Name of the value that holds the user of basic authentication. */
    public static final String USER = "user";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,40}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Set<String> KNOWN = Set.of("to", "toDigits", "text", "from", "id");
    /** The last part of each setting's name, by the definition's key that it became. */
    private static final Map<String, String> SETTINGS = Map.of(
            "request.method", "method",
            "request.url", "url",
            "request.form-text", "body",
            "request.json-text", "body",
            "auth.header.name", "auth-header",
            "reference", "reference");
    /** Replaced by the operator's address. */
    private static final String HOST = "https://sms.invalid";

    /** Notation of a body. */
    public enum Format {
        FORM("form-text"),
        JSON("json-text");

        private final String key;

        Format(String key) {
            this.key = key;
        }
    }

    /** How a call proves who makes it. */
    public sealed interface Auth {
        /** The definition's section {@code auth}; empty text for none. */
        String section();

        record None() implements Auth {
            @Override
            public String section() {
                return "";
            }
        }

        /** HTTP Basic (RFC 7617), in UTF-8. */
        record Basic(String user) implements Auth {
            /** @throws IllegalArgumentException naming the setting that is refused */
            public Basic {
                if (user.isEmpty() || user.indexOf(':') >= 0) {
                    throw new IllegalArgumentException("user must not be empty or hold a colon");
                }
            }

            @Override
            public String section() {
                return "auth: {basic: {user: '{secret.user}', password: '{secret.secret}'}}\n";
            }
        }

        /** A bearer token (RFC 6750). */
        record Bearer() implements Auth {
            @Override
            public String section() {
                return "auth: {bearer: '{secret.secret}'}\n";
            }
        }

        /** A key in a header of the provider's choice. */
        record Header(String name) implements Auth {
            @Override
            public String section() {
                return "auth: {header: {name: " + quoted(name) + ", value: '{secret.secret}'}}\n";
            }
        }
    }

    /** @throws IllegalArgumentException naming the setting that is refused */
    public SimpleProvider {
        check(NAME.matcher(name).matches(), "name must be 1 to 40 letters, digits, dots and hyphens");
        check(
                url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null,
                "url must be an address with a host, without user and fragment");
        check(
                "https".equals(url.getScheme())
                        || "http".equals(url.getScheme()) && (allowsPlainHttp || Loopback.names(url.getHost())),
                "url must begin with https, unless its host is this machine or allow-plain-http is set");
        PLACEHOLDER
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .forEach(placeholder -> check(
                        KNOWN.contains(placeholder),
                        "body must hold the placeholders {to}, {toDigits}, {text}, {from} and {id} only, not {"
                                + placeholder + "}"));
        check(
                body.contains("{text}") && (body.contains("{to}") || body.contains("{toDigits}")),
                "body must hold {text}, and {to} or {toDigits}");
    }

    /** Scheme, host and port of every call. */
    public URI baseUrl() {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    /** The definition. Its calls go to {@link #baseUrl}. */
    public Definition definition() {
        try {
            return new HttpProtocol.Described(HttpDefinitionReader.read(name, Place.root("latchkey.sms", text())));
        } catch (InvalidDefinitionException refused) {
            throw new IllegalArgumentException(
                    SETTINGS.getOrDefault(refused.key(), "body") + " " + refused.reason(), refused);
        }
    }

    /** The definition as the text of a file, without a name. */
    String text() {
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        return """
                channel: sms
                request:
                  method: %s
                  url: %s
                  headers: {Idempotency-Key: '{id}'}
                  %s: %s
                accepted: {status: [200, 201, 202]}
                errors:
                  permanent: {http 401: credentials refused, http 402: payment required, http 403: credentials refused}
                """.formatted(quoted(method), quoted(HOST + url.getRawPath() + query), format.key, quoted(body))
                + auth.section()
                + reference.map(place -> "reference: " + quoted(place) + "\n").orElse("");
    }

    /** A quoted text. JSON strings are valid YAML. */
    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
