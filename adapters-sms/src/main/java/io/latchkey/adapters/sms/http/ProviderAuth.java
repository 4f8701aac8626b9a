package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Proves to a provider who makes a call. */
public sealed interface ProviderAuth {
    List<Template> templates();

    /** This proof, with a token server that an operator's base address moves. */
    default ProviderAuth followingBaseUrl() {
        return this;
    }

    /**
     * Adds the proof to a call.
     *
     * @param values of placeholders, including those of the call itself
     * @param tokens supplies the access token for these credentials
     */
    void sign(OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens);

    record None() implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of();
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {}
    }

    /** HTTP Basic (RFC 7617), in UTF-8. */
    record Basic(Template user, Template password) implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of(user, password);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            byte[] credentials = Macs.utf8(user.fill(values) + ':' + password.fill(values));
            call.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
    }

    /** A header of the provider's choice, such as a bearer token (RFC 6750). */
    record Header(String name, Template value) implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of(value);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            call.header(name, value.fill(values));
        }
    }

    /** A parameter in the address; for providers that offer nothing better. */
    record Query(String name, Template value) implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of(value);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            call.query(name, value.fill(values));
        }
    }

    /**
     * An HMAC over parts of the call.
     *
     * @param over may name {@code {method}}, {@code {path}}, {@code {body}} and {@code {timestamp}} (seconds since
     *     1970)
     * @param value the header's value, with {@code {signature}} and {@code {timestamp}}
     */
    record Hmac(
            Macs.Algorithm algorithm,
            Template key,
            Template over,
            Macs.Encoding encoding,
            String header,
            Template value)
            implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of(key, over, value);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            Function<String, String> parts = name -> switch (name) {
                case "method" -> call.method();
                case "path" -> call.pathAndQuery();
                case "body" -> call.body();
                case "timestamp" -> Long.toString(now.getEpochSecond());
                default -> values.apply(name);
            };
            byte[] mac = Macs.mac(algorithm, Macs.utf8(key.fill(values)), Macs.utf8(over.fill(parts)));
            call.header(header, value.fill(name -> name.equals("signature") ? encoding.write(mac) : parts.apply(name)));
        }
    }

    /**
     * Client credentials (RFC 6749 §4.4). The token is kept until shortly before it expires.
     *
     * @param followsBaseUrl whether an operator's base address moves the token server as well as the calls
     */
    record OAuth2(Template tokenUrl, Template clientId, Template clientSecret, Template scope, boolean followsBaseUrl)
            implements ProviderAuth {
        static final String BEARER = "Bearer ";

        @Override
        public ProviderAuth followingBaseUrl() {
            return new OAuth2(tokenUrl, clientId, clientSecret, scope, true);
        }

        @Override
        public List<Template> templates() {
            return List.of(tokenUrl, clientId, clientSecret, scope);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            call.header("Authorization", BEARER + tokens.apply(this));
        }
    }

    /** Amazon's signature, version 4, over the body, the host, the media type and every {@code X-Amz-} header. */
    record AwsSigV4(Template accessKey, Template secretKey, Template region, String service) implements ProviderAuth {
        private static final DateTimeFormatter STAMP =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

        @Override
        public List<Template> templates() {
            return List.of(accessKey, secretKey, region);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<OAuth2, String> tokens) {
            String stamp = STAMP.format(now);
            String day = stamp.substring(0, 8);
            String scope = day + '/' + region.fill(values) + '/' + service + "/aws4_request";
            call.header("X-Amz-Date", stamp);
            Map<String, String> signed = new TreeMap<>();
            signed.put("content-type", call.header("Content-Type"));
            signed.put("host", call.host());
            signed.putAll(call.headersFrom("x-amz-"));
            StringBuilder headers = new StringBuilder();
            signed.forEach((name, value) ->
                    headers.append(name).append(':').append(value).append('\n'));
            String names = String.join(";", signed.keySet());
            URI uri = call.uri();
            String canonical = String.join(
                    "\n",
                    call.method(),
                    uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    headers,
                    names,
                    Macs.Encoding.HEX.write(Macs.sha256(Macs.utf8(call.body()))));
            String toSign = String.join(
                    "\n", "AWS4-HMAC-SHA256", stamp, scope, Macs.Encoding.HEX.write(Macs.sha256(Macs.utf8(canonical))));
            byte[] key = ("AWS4" + secretKey.fill(values)).getBytes(StandardCharsets.UTF_8);
            for (String part : scope.split("/", -1)) {
                key = Macs.mac(Macs.Algorithm.SHA256, key, Macs.utf8(part));
            }
            String signature = Macs.Encoding.HEX.write(Macs.mac(Macs.Algorithm.SHA256, key, Macs.utf8(toSign)));
            call.header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=" + accessKey.fill(values) + '/' + scope + ", SignedHeaders=" + names
                            + ", Signature=" + signature);
        }
    }
}
