package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person who calls the service from an address of their own, perhaps with credentials. A visitor is immutable. All
 * secrets that it sends and gets are kept.
 */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SECRET_MEMBERS = List.of(
            "accessToken",
            "refreshToken",
            "deviceToken",
            "secret",
            "proof",
            "password",
            "newPassword",
            "currentPassword",
            "token");

    /** Passwords that are refused as too easy. They are no secrets, because names and numbers in the database hold them, too. */
    private static final Pattern NO_SECRETS = Pattern.compile("password|12345678|person[0-9]+(@example\\.org)?");

    private final String baseUrl;
    private final Secrets secrets;
    private final Map<String, String> headers;
    /** Whether our own service answers. */
    private final boolean isOurs;

    private Visitor(String baseUrl, Secrets secrets, Map<String, String> headers, boolean isOurs) {
        this.baseUrl = baseUrl;
        this.secrets = secrets;
        this.headers = headers;
        this.isOurs = isOurs;
    }

    /** @param baseUrl without a slash at the end */
    static Visitor of(String baseUrl, Secrets secrets) {
        return new Visitor(baseUrl, secrets, Map.of("X-Forwarded-For", someAddress()), true);
    }

    /** Somebody who calls another service than ours. */
    static Visitor anonymous(String baseUrl) {
        return new Visitor(baseUrl, new Secrets(), Map.of(), false);
    }

    /** A random address in the largest block of RFC 1918. */
    private static String someAddress() {
        int bits = ThreadLocalRandom.current().nextInt(1 << 24);
        return "10." + (bits >> 16) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    Visitor from(String address) {
        return with("X-Forwarded-For", address);
    }

    /** The same person at another address. */
    Visitor elsewhere() {
        return from(someAddress());
    }

    Visitor bearer(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    Visitor with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Visitor(baseUrl, secrets, more, isOurs);
    }

    Reply get(String path) {
        return send("GET", path, null, new byte[0]);
    }

    Reply delete(String path) {
        return send("DELETE", path, null, new byte[0]);
    }

    Reply post(String path) {
        return send("POST", path, null, new byte[0]);
    }

    /** @param members names and values in turn; a null value is sent as null */
    Reply post(String path, @Nullable Object... members) {
        return json("POST", path, object(members));
    }

    Reply put(String path, @Nullable Object... members) {
        return json("PUT", path, object(members));
    }

    Reply patch(String path, @Nullable Object... members) {
        return json("PATCH", path, object(members));
    }

    Reply json(String method, String path, JsonNode body) {
        remember(body);
        return send(method, path, "application/json", body.toString().getBytes(UTF_8));
    }

    static ObjectNode object(@Nullable Object... members) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.set((String) members[i], JSON.valueToTree(members[i + 1]));
        }
        return object;
    }

    Reply send(String method, String path, @Nullable String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        if (contentType != null) {
            request.setHeader("Content-Type", contentType);
        }
        try {
            Reply reply = Reply.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            if (reply.isJson()) {
                remember(reply.json());
            }
            Documented.check(method, path, reply);
            if (isOurs) {
                Explained.check(baseUrl, method + " " + path, reply);
            }
            return reply;
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void remember(JsonNode body) {
        for (String member : SECRET_MEMBERS) {
            JsonNode value = body.path(member);
            if (value.isTextual()
                    && value.textValue().length() >= 8
                    && !NO_SECRETS.matcher(value.textValue()).matches()) {
                secrets.keep(value.textValue());
            }
        }
    }
}
