package io.latchkey.adapters.rest.fuzz;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.rest.admin.CursorFuzz;
import io.latchkey.adapters.rest.admin.SearchFuzz;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.auth.CredentialFuzz;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.adapters.rest.face.FormFuzz;
import io.latchkey.adapters.rest.json.Address;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.json.Utf8;
import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.adapters.rest.problem.ProblemTexts;
import io.latchkey.adapters.rest.token.TokenFormFuzz;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.fuzz.Fuzzing;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of requests: bodies, forms, header fields, cursors. */
public final class RequestFuzz {
    private static final String PROXY = "10.0.0.1";
    private static final List<ClientOriginResolver> RESOLVERS = List.of(
            new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.X_FORWARDED_FOR),
            new ClientOriginResolver(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED));

    static final Fuzzing TARGETS = new Fuzzing()
            .with(
                    "json",
                    RequestFuzz::json,
                    "{\"login\": \"ada\", \"password\": \"four unrelated words\"}",
                    "\ufeff{\"login\": \"\\ud83d\\ude00\\u00e4\", \"roles\": [\"a\", \"b\\u0301\"]}",
                    "{\"claims\": {\"a\": \"1\", \"\\u0062\": \"2\"}, \"password\": null}",
                    "{\"claims\": {\"\\ud800\": \"1\", \"a\\u0000\": \"2\"}, \"login\": \"\\udc00\"}",
                    "{\"claims\": {\"a\\u0000\": \"2\"}}",
                    "{\"login\": 1, \"login\": 2}",
                    "{\"a\": " + "[".repeat(30) + "]".repeat(30) + "}")
            .with(
                    "form",
                    FormFuzz::urlencoded,
                    "login=ada&password=four+unrelated%20words",
                    "a=%C3%BC&b=&c",
                    "&&=x&a==")
            .with(
                    "face-json",
                    FormFuzz::json,
                    "{\"a\": {\"b\": [1, {\"c\": null}]}, \"d\": 1e400, \"e\": true}",
                    "{\"a\": " + "{\"a\": ".repeat(30) + "1" + "}".repeat(31),
                    "[1] x",
                    "{\"a\": \"\\ud800\", \"a\": 2}")
            .with(
                    "token-form",
                    TokenFormFuzz::read,
                    "token=abc.def&token_type_hint=access_token",
                    "token=a&token=b",
                    "token=%e4+%2b&=&&")
            .with(
                    "host",
                    RequestFuzz::host,
                    "id.example.org:8080",
                    "[2001:db8::1]:443",
                    "[fe80::1%25eth0]",
                    "a:99999",
                    "a b")
            .with("path", RequestFuzz::path, "/api/v1/users/me", "/a/%2e%2e/../b", "/%c3%bc/%5c", "//a/./..", "/%00")
            .with("address-query", RequestFuzz::query, "a=1&b=%c3%bc", "a=%zz", "a=+%2b")
            .with("credential", CredentialFuzz::read, "token key:secret", "TOKEN  a:b:c ", "token :x")
            .with(
                    "origins",
                    RequestFuzz::origins,
                    "https://app.example.org",
                    "http://[::1]:8080",
                    "https://a.example:443",
                    "https://*.example.org",
                    "HTTPS://A.example")
            .with(
                    "search",
                    SearchFuzz::read,
                    "50\n\n2027-01-02T03:04:05Z\n2027-01-03T00:00:00+02:00\n5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\nsigned_in\nsent\nad",
                    "500\nNWYwYzdkMGU\n+1000000000-01-01T00:00:00Z\n-1\nx\n+4915112345678\nactive\n")
            .with("version", SearchFuzz::version, "\"12\"", " * ", "W/\"1\"", "\"1\", \"2\"", "\"9999999999\"")
            .with("query", FormFuzz::query, "a=1&a=2&b=%zz", "limit=50&cursor=abc")
            .with(
                    "multipart",
                    FormFuzz::multipart,
                    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n",
                    """
                    --b\r
                    Content-Disposition: form-data; name="f"; filename="\u00fc.png"\r
                    Content-Type: image/png\r
                    \r
                    \u0089PNG\r
                    --b--""",
                    "--x--\r\n")
            .with(
                    "proxies",
                    RequestFuzz::proxies,
                    "192.0.2.1, 10.1.1.1",
                    "for=192.0.2.1;proto=https, for=\"[2001:db8::1]:4711\"",
                    "[2001:db8::1]:80, 10.0.0.2",
                    "unknown, _hidden, for=\"\\\"\"")
            .with("languages", RequestFuzz::languages, "de-AT, en;q=0.5", "-", "*;q=0, fr", "en;q=2", "zh-Hant-TW-x-a")
            .with("bearer", RequestFuzz::bearer, "Bearer abc.def.ghi", "bearer  x==", "Basic eDp5", "token a:b")
            .with(
                    "cursor",
                    CursorFuzz::read,
                    "NWYwYzdkMGUtOTNjNC0xYjUyLWQxYTctMGE3ZDNmMGY2YzExMTc2NzMyMzA0NTAwMA",
                    "x",
                    "====");

    private RequestFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    /** A body with every kind of member. */
    record Everything(
            @Nullable String login,
            @Nullable String password,
            @Nullable List<String> roles,
            @Nullable Map<String, String> claims)
            implements RequestBody {}

    /** Texts and pages are in a language that there is, whatever is asked for. */
    private static void languages(byte[] input) {
        String language = ProblemTexts.accepted(text(input), Locale.ENGLISH).language();
        require(ProblemTexts.LANGUAGES.contains(language), "there are no texts in the language");
    }

    /** What was read holds whole characters and no controls, and reads the same when it is written again. */
    private static void json(byte[] input) {
        Everything read;
        try {
            read = bind(input);
        } catch (InvalidRequestException refused) {
            return;
        }
        require(bind(Json.write(read)).equals(read), "the body reads otherwise when it is written again");
        Stream.of(
                        Stream.of(read.login(), read.password()),
                        Stream.ofNullable(read.roles()).flatMap(List::stream),
                        Stream.ofNullable(read.claims())
                                .flatMap(claims -> claims.entrySet().stream())
                                .flatMap(claim -> Stream.of(claim.getKey(), claim.getValue())))
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .forEach(text -> require(
                        text.codePoints()
                                .noneMatch(symbol -> Character.isISOControl(symbol)
                                        || Character.getType(symbol) == Character.SURROGATE),
                        "a text with a control, or with half of a character"));
    }

    private static Everything bind(byte[] body) {
        return RequestBodyReader.read(Everything.class, MediaType.APPLICATION_JSON_TYPE, body);
    }

    /** A client that writes the field itself is never taken for a trusted proxy's address that it did not call from. */
    private static void proxies(byte[] input) {
        String line = text(input);
        for (ClientOriginResolver resolver : RESOLVERS) {
            ClientOrigin stranger = resolver.resolve("192.0.2.77", List.of(line), line);
            require(stranger.address().equals("192.0.2.77"), "a stranger chooses an address: " + stranger.address());
            ClientOrigin known = resolver.resolve(PROXY, List.of(line, "198.51.100.7"), null);
            ClientOrigin forged = resolver.resolve(PROXY, List.of(line + ", 198.51.100.7"), null);
            boolean isList = resolver.header() == ProxyHeader.X_FORWARDED_FOR;
            require(
                    !isList || known.address().equals("198.51.100.7"),
                    "the proxy's word is not heard: " + known.address());
            require(
                    !isList || forged.address().equals("198.51.100.7"),
                    "the proxy's word is not heard: " + forged.address());
        }
    }

    private static void bearer(byte[] input) {
        String field = text(input);
        Optional<String> token = BearerToken.parse(field);
        token.ifPresent(read -> require(
                BearerToken.parse("Bearer " + read).equals(token) && BearerToken.isShown(field), "another token"));
        BearerToken.secret(field).ifPresent(secret -> require(field.contains(secret), "a secret that nobody sent"));
    }

    /** A host that is let through can stand in an address. */
    private static void host(byte[] input) {
        String host = text(input);
        require(
                !Address.isHost(host)
                        || host.strip()
                                .chars()
                                .allMatch(symbol -> symbol > ' ' && symbol < 0x7f && "/?#@\\".indexOf(symbol) < 0),
                "a host that is none");
    }

    /** A path that is let through stays below the root, however a server decodes it. */
    private static void path(byte[] input) {
        String path = text(input);
        if (!Address.isPath(path)) {
            return;
        }
        require(path.chars().allMatch(symbol -> symbol > ' ' && symbol < 0x7f), "a sign that no path has");
        try {
            String decoded = Utf8.unescape(path, false);
            Path below = Path.of("/root/" + decoded).normalize();
            require(below.startsWith("/root"), "it leads to " + below);
        } catch (CharacterCodingException malformed) {
            throw new AssertionError("it cannot be decoded", malformed);
        }
    }

    private static void query(byte[] input) {
        String query = text(input);
        require(
                !Address.isQuery(query) || query.chars().allMatch(symbol -> symbol > ' ' && symbol < 0x7f),
                "a sign that no query has");
    }

    /** An origin is refused with a reason, or is written as browsers write it: once read, it reads as itself. */
    private static void origins(byte[] input) {
        try {
            AllowedOrigins read = AllowedOrigins.parse(List.of(text(input)));
            require(AllowedOrigins.parse(read.origins()).equals(read), "another origin");
            require(read.origins().stream().allMatch(read::allow), "not allowed");
            require(
                    AllowedOrigins.parse(List.of())
                            .and(URI.create(read.origins().iterator().next()))
                            .equals(read),
                    "another origin as a URL");
        } catch (IllegalArgumentException refused) {
            require(String.valueOf(refused.getMessage()).startsWith("must "), "refused without a reason: " + refused);
        }
    }
}
