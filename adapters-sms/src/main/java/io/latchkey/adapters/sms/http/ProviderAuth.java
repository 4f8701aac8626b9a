package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.adapters.sms.oauth.AssertionRequest;
import io.latchkey.adapters.sms.oauth.JwtKey;
import io.latchkey.adapters.sms.oauth.TokenCall;
import io.latchkey.adapters.sms.oauth.TokenRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
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

    /** Made-up values, by name, for those of which not every text will do, such as keys. */
    default Map<String, String> samples() {
        return Map.of();
    }

    /**
     * Refuses values of which not every text will do.
     *
     * @throws IllegalArgumentException naming the value; the text holds none
     * @throws IllegalStateException when a value is missing
     */
    default void require(Function<String, String> values) {}

    /**
     * Adds the proof to a call.
     *
     * @param values of placeholders, including those of the call itself and {@code nonce}
     * @param tokens supplies the access token for these credentials
     */
    void sign(OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens);

    /** A proof by an access token that a token server grants. The token is kept until shortly before it expires. */
    sealed interface Granted extends ProviderAuth {
        /** How the token's header begins (RFC 6750 §2.1). */
        String BEARER = "Bearer ";

        Template tokenUrl();

        /** Whether an operator's base address moves the token server as well as the calls. */
        boolean followsBaseUrl();

        /** The call that asks for a token. */
        TokenCall tokenCall(URI url, Function<String, String> values, Instant now);

        @Override
        default void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
            call.header("Authorization", BEARER + tokens.apply(this));
        }
    }

    record None() implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of();
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {}
    }

    /** HTTP Basic (RFC 7617), in UTF-8. */
    record Basic(Template user, Template password) implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return List.of(user, password);
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
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
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
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
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
            call.query(name, value.fill(values));
        }
    }

    /** An HMAC over parts of the call. */
    record Hmac(CallSignature signature) implements ProviderAuth {
        @Override
        public List<Template> templates() {
            return signature.templates();
        }

        @Override
        public Map<String, String> samples() {
            Map<String, String> samples = new LinkedHashMap<>();
            if (signature.keyForm() != Macs.KeyForm.TEXT) {
                signature
                        .key()
                        .get(0)
                        .secrets()
                        .forEach(name -> samples.put(name, signature.keyForm().write(Macs.utf8("check-" + name))));
            }
            return samples;
        }

        @Override
        public void require(Function<String, String> values) {
            try {
                byte[] unused = signature.secret(values);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        String.join(", ", signature.key().get(0).secrets()) + " must be a key in "
                                + signature.keyForm().name().toLowerCase(Locale.ROOT),
                        malformed);
            }
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
            signature.sign(call, values, now);
        }
    }

    /**
     * A token that the caller signs itself (RFC 7519), in place of an access token.
     *
     * @param key private key in PEM (PKCS #8)
     * @param keyId tells the provider which key it is; may be empty
     * @param claims texts by name; {@code iat}, {@code exp} and {@code jti} are added
     * @param lifetime time until the token expires; more than zero
     */
    record Jwt(
            JwtKey.Algorithm algorithm, Template key, Template keyId, Map<String, Template> claims, Duration lifetime)
            implements ProviderAuth {
        @Override
        public List<Template> templates() {
            List<Template> all = new ArrayList<>(List.of(key, keyId));
            all.addAll(claims.values());
            return all;
        }

        @Override
        public Map<String, String> samples() {
            Map<String, String> samples = new LinkedHashMap<>();
            key.secrets().forEach(name -> samples.put(name, algorithm.sampleKey()));
            return samples;
        }

        @Override
        public void require(Function<String, String> values) {
            String pem = key.fill(values);
            try {
                JwtKey unused = JwtKey.parse(algorithm, pem);
            } catch (IllegalArgumentException unfit) {
                throw new IllegalArgumentException(String.join(", ", key.secrets()) + ' ' + unfit.getMessage(), unfit);
            }
        }

        /** The signed token. */
        String token(Function<String, String> values, Instant now) {
            Map<String, String> texts = new LinkedHashMap<>();
            claims.forEach((name, claim) -> texts.put(name, claim.fill(values)));
            return JwtKey.parse(algorithm, key.fill(values))
                    .sign(
                            JwtKey.claims(texts)
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plus(lifetime)))
                                    .jwtID(values.apply("nonce"))
                                    .build(),
                            keyId.fill(values));
        }

        @Override
        public void sign(
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
            call.header("Authorization", Granted.BEARER + token(values, now));
        }
    }

    /** Client credentials (RFC 6749 §4.4). */
    record OAuth2(Template tokenUrl, Template clientId, Template clientSecret, Template scope, boolean followsBaseUrl)
            implements Granted {
        @Override
        public ProviderAuth followingBaseUrl() {
            return new OAuth2(tokenUrl, clientId, clientSecret, scope, true);
        }

        @Override
        public List<Template> templates() {
            return List.of(tokenUrl, clientId, clientSecret, scope);
        }

        @Override
        public TokenCall tokenCall(URI url, Function<String, String> values, Instant now) {
            return new TokenRequest(
                    url,
                    clientId.fill(values),
                    clientSecret.fill(values),
                    scope.fill(values),
                    TokenRequest.ClientProof.HEADER);
        }
    }

    /** A token for a statement that the caller signs (RFC 7523 §2.1), as Google's service accounts get theirs. */
    record JwtGrant(Template tokenUrl, Jwt assertion, boolean followsBaseUrl) implements Granted {
        @Override
        public ProviderAuth followingBaseUrl() {
            return new JwtGrant(tokenUrl, assertion, true);
        }

        @Override
        public List<Template> templates() {
            List<Template> all = new ArrayList<>(assertion.templates());
            all.add(tokenUrl);
            return all;
        }

        @Override
        public Map<String, String> samples() {
            return assertion.samples();
        }

        @Override
        public void require(Function<String, String> values) {
            assertion.require(values);
        }

        @Override
        public TokenCall tokenCall(URI url, Function<String, String> values, Instant now) {
            return new AssertionRequest(url, assertion.token(values, now));
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
                OutgoingCall call, Function<String, String> values, Instant now, Function<Granted, String> tokens) {
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
