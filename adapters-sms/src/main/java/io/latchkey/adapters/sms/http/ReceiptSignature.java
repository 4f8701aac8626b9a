package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Proves that a receipt comes from the provider. With an empty secret no receipt is authentic. */
public sealed interface ReceiptSignature {
    /** One function for each kind of signature. */
    interface Cases<R> {
        R none(None none);

        R header(Header header);

        R query(Query query);

        R hmac(Hmac hmac);

        R ed25519(Ed25519 ed25519);
    }

    <R> R answer(Cases<R> cases);

    /**
     * The address for receipts that the provider is given; empty text when its receipts could not be verified.
     *
     * @param url without a query
     */
    default String address(String url, Function<String, String> values) {
        return url;
    }

    List<Template> templates();

    /** Names of the operator's values that hold a public key of the provider. */
    default Set<String> publicKeys() {
        return Set.of();
    }

    /** @param url the address that the provider called, with its query */
    boolean isGood(ReceiptCall call, String url, Function<String, String> values);

    /** Accepts every receipt; for networks that only the provider can reach. */
    record None() implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.none(this);
        }

        @Override
        public List<Template> templates() {
            return List.of();
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values) {
            return true;
        }
    }

    /** An agreed text in a header. */
    record Header(String name, Template value) implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.header(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(value);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values) {
            return shows(value.fill(values), headerOf(call, name));
        }
    }

    /** An agreed text in the address that the provider is given. */
    record Query(String name, Template value) implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.query(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(value);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values) {
            return shows(value.fill(values), ReceiptForm.pairs(call.query()).getOrDefault(name, ""));
        }

        @Override
        public String address(String url, Function<String, String> values) {
            String shown = value.fill(values);
            return shown.isEmpty() ? "" : url + '?' + name + '=' + Notation.FORM.escape(shown);
        }
    }

    /**
     * An HMAC in a header.
     *
     * @param over may name {@code {url}}, {@code {address}} (the URL without its query), {@code {params}} (names and values of
     *     the form, sorted by name), {@code {body}}, {@code {bodySha256}} (the 32 bytes of its digest) and {@code {header.<name>}}
     * @param prefix text before the HMAC
     */
    record Hmac(
            Macs.Algorithm algorithm,
            Template key,
            Macs.KeyForm keyForm,
            Template over,
            Macs.Encoding encoding,
            String header,
            String prefix)
            implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.hmac(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(key, over);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values) {
            String secret = key.fill(values);
            String shown = headerOf(call, header);
            try {
                return !secret.isEmpty()
                        && new CalledAddress(url)
                                .spellings(call).stream()
                                        .anyMatch(spelling -> shows(write(call, spelling, values), shown));
            } catch (IllegalArgumentException noKey) {
                return false;
            }
        }

        /** The header's value of an authentic call. */
        public String write(ReceiptCall call, String url, Function<String, String> values) {
            return prefix
                    + encoding.write(Macs.mac(
                            algorithm, keyForm.read(key.fill(values)), over.fillBytes(parts(call, url, values))));
        }
    }

    /**
     * A signature (RFC 8032) in a header, in base64.
     *
     * @param publicKey the provider's key: base64 of its 32 bytes
     */
    record Ed25519(Template publicKey, Template over, String header) implements ReceiptSignature {
        /** The bytes before the 32 bytes of a key (RFC 8410). */
        private static final byte[] KEY_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.ed25519(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(publicKey, over);
        }

        @Override
        public Set<String> publicKeys() {
            return publicKey.secrets();
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values) {
            try {
                byte[] raw = Base64.getDecoder().decode(publicKey.fill(values).strip());
                byte[] encoded = new byte[KEY_HEAD.length + raw.length];
                System.arraycopy(KEY_HEAD, 0, encoded, 0, KEY_HEAD.length);
                System.arraycopy(raw, 0, encoded, KEY_HEAD.length, raw.length);
                PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                byte[] signature =
                        Base64.getDecoder().decode(headerOf(call, header).strip());
                for (String spelling : new CalledAddress(url).spellings(call)) {
                    Signature check = Signature.getInstance("Ed25519");
                    check.initVerify(key);
                    check.update(message(call, spelling, values));
                    if (check.verify(signature)) {
                        return true;
                    }
                }
                return false;
            } catch (GeneralSecurityException | IllegalArgumentException unfit) {
                return false;
            }
        }

        /** The bytes that the provider signs. */
        public byte[] message(ReceiptCall call, String url, Function<String, String> values) {
            return over.fillBytes(parts(call, url, values));
        }
    }

    private static boolean shows(String agreed, String shown) {
        return !agreed.isEmpty() && Macs.isEqual(agreed, shown);
    }

    static String headerOf(ReceiptCall call, String name) {
        List<String> values = call.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static Function<String, byte[]> parts(ReceiptCall call, String url, Function<String, String> values) {
        return name -> switch (name) {
            case "url" -> Macs.utf8(url);
            case "address" -> Macs.utf8(url.replaceFirst("\\?.*$", ""));
            case "body" -> call.body();
            case "bodySha256" -> Macs.sha256(call.body());
            case "params" -> Macs.utf8(params(call));
            default ->
                name.startsWith("header.")
                        ? Macs.utf8(headerOf(call, name.substring("header.".length())))
                        : Macs.utf8(values.apply(name));
        };
    }

    private static String params(ReceiptCall call) {
        StringBuilder text = new StringBuilder();
        Map<String, String> sorted = new TreeMap<>(ReceiptForm.pairs(new String(call.body(), StandardCharsets.UTF_8)));
        sorted.forEach((name, value) -> text.append(name).append(value));
        return text.toString();
    }
}
