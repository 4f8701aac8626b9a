package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An HMAC over parts of a call.
 *
 * @param key the secret, and the texts by which the key is derived from it: each is authenticated with the key before it, as in
 *     Tencent's TC3
 * @param canonical text whose digest {@code over} may name as {@code {canonicalSha256}}
 * @param over the text that is authenticated
 * @param places where the signature goes, and what else it needs
 */
record CallSignature(
        Macs.Algorithm algorithm,
        List<Template> key,
        Macs.KeyForm keyForm,
        Optional<Template> canonical,
        Template over,
        Macs.Encoding encoding,
        Places places) {
    /** Placeholders that stand for parts of the call. */
    static final Set<String> PARTS = parts();

    static final String SIGNATURE = "signature";
    static final String CANONICAL = "canonicalSha256";

    /**
     * What is added to the call. Those that do not name the signature are added before it is computed.
     *
     * @param headers by name
     * @param query parameters of the address, by name
     * @param fields of a body that is a form, by name
     */
    record Places(Map<String, Template> headers, Map<String, Template> query, Map<String, Template> fields) {
        List<Template> templates() {
            List<Template> all = new ArrayList<>(headers.values());
            all.addAll(query.values());
            all.addAll(fields.values());
            return all;
        }

        private void add(OutgoingCall call, boolean signed, Function<String, String> values) {
            headers.forEach((name, value) -> {
                if (value.names(SIGNATURE) == signed) {
                    call.header(name, value.fill(values));
                }
            });
            query.forEach((name, value) -> {
                if (value.names(SIGNATURE) == signed) {
                    call.query(name, value.fill(values));
                }
            });
            fields.forEach((name, value) -> {
                if (value.names(SIGNATURE) == signed) {
                    call.field(name, value.fill(values));
                }
            });
        }
    }

    private static Set<String> parts() {
        Set<String> names = new HashSet<>(CallTime.NAMES);
        names.addAll(Set.of(
                "method",
                "host",
                "path",
                "body",
                "bodySha256",
                "bodySha256Base64",
                "sortedQuery",
                "sortedParams",
                "sortedParamsEncoded",
                "nonce",
                "from"));
        return Set.copyOf(names);
    }

    List<Template> templates() {
        List<Template> all = new ArrayList<>(key);
        canonical.ifPresent(all::add);
        all.add(over);
        all.addAll(places.templates());
        return all;
    }

    /** @throws IllegalArgumentException when the key is not of its form; the text holds no secret */
    byte[] secret(Function<String, String> values) {
        try {
            return keyForm.read(key.get(0).fill(values));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the key is not of the form that the definition says", malformed);
        }
    }

    void sign(OutgoingCall call, Function<String, String> values, Instant now) {
        Map<String, String> time = CallTime.of(now);
        Function<String, String> parts = name -> part(call, name, time, values);
        places.add(call, false, parts);
        String digest = canonical
                .map(text -> Macs.Encoding.HEX.write(Macs.sha256(Macs.utf8(text.fill(parts)))))
                .orElse("");
        String text = over.fill(name -> name.equals(CANONICAL) ? digest : parts.apply(name));
        byte[] derived = secret(values);
        for (Template step : key.subList(1, key.size())) {
            derived = Macs.mac(algorithm, derived, Macs.utf8(step.fill(parts)));
        }
        String signature = encoding.write(Macs.mac(algorithm, derived, Macs.utf8(text)));
        places.add(call, true, name -> name.equals(SIGNATURE) ? signature : parts.apply(name));
    }

    private static String part(
            OutgoingCall call, String name, Map<String, String> time, Function<String, String> values) {
        return switch (name) {
            case "method" -> call.method();
            case "host" -> call.host();
            case "path" -> call.pathAndQuery();
            case "body" -> call.body();
            case "bodySha256" -> Macs.Encoding.HEX.write(digest(call));
            case "bodySha256Base64" -> Base64.getEncoder().encodeToString(digest(call));
            case "sortedQuery" -> sorted(query(call));
            case "sortedParams" -> sorted(params(call));
            case "sortedParamsEncoded" -> percentEncoded(sorted(params(call)));
            default -> {
                String moment = time.get(name);
                yield moment == null ? values.apply(name) : moment;
            }
        };
    }

    private static byte[] digest(OutgoingCall call) {
        return Macs.sha256(Macs.utf8(call.body()));
    }

    private static Map<String, String> query(OutgoingCall call) {
        String query = call.uri().getRawQuery();
        return query == null ? Map.of() : ReceiptForm.pairs(query);
    }

    /** The parameters of the address and the fields of a form, together. */
    private static Map<String, String> params(OutgoingCall call) {
        Map<String, String> all = new TreeMap<>(query(call));
        if (call.header("Content-Type").startsWith(Notation.FORM.mediaType())) {
            all.putAll(ReceiptForm.pairs(call.body()));
        }
        return all;
    }

    private static String sorted(Map<String, String> pairs) {
        return new TreeMap<>(pairs)
                .entrySet().stream()
                        .map(pair -> percentEncoded(pair.getKey()) + '=' + percentEncoded(pair.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** Encodes all but the unreserved characters (RFC 3986 §2.3). */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
