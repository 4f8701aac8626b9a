package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

        R basic(Basic basic);

        R hmac(Hmac hmac);

        R keyPair(KeyPair keyPair);

        R sns(Sns sns);
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

    /** How the provider's key pair signs; empty when it signs with none. */
    default Optional<KeyAlgorithm> keyAlgorithm() {
        return Optional.empty();
    }

    /** A secret for a check that can be a value of this signature; another text makes another secret. */
    default String sample(String text) {
        return text;
    }

    /** A text for a check that can be this part of an authentic call: it has the length that the part must have. */
    default String withLength(CallPart part, String text) {
        return text;
    }

    /** Names of the operator's values that hold a public key of the provider. */
    default Set<String> publicKeys() {
        return Set.of();
    }

    /**
     * Whether the call comes from the provider.
     *
     * @param url the address that the provider called, with its query
     * @param notifier supplies the keys of Amazon SNS
     */
    boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier);

    /**
     * Whether receipts may tell more than what became of their message: close a channel to its reader for good, or blame the account.
     * Not where what proves them stands in an address: addresses are kept in the logs of proxies and in pages of providers, and whoever
     * reads one could silence any reader or stop a provider.
     */
    default boolean tellsOfOthers() {
        return true;
    }

    /** The receipt within an authentic call; usually its body. */
    default byte[] receipt(ReceiptCall call) {
        return call.body();
    }

    /**
     * Answers an authentic call that is about this address and holds no receipt; empty when the call holds one.
     *
     * @param notifier is told that the address is right
     */
    default Optional<Reading> notice(ReceiptCall call, SnsNotifier notifier) {
        return Optional.empty();
    }

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
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            return true;
        }

        @Override
        public boolean tellsOfOthers() {
            return false;
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
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            return isSet(value, values) && shows(value.fill(values), headerOf(call, name));
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
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            return isSet(value, values)
                    && shows(value.fill(values), ReceiptForm.pairs(call.query()).getOrDefault(name, ""));
        }

        @Override
        public boolean tellsOfOthers() {
            return false;
        }

        @Override
        public String address(String url, Function<String, String> values) {
            String shown = isSet(value, values) ? value.fill(values) : "";
            return shown.isEmpty() ? "" : url + '?' + name + '=' + Notation.FORM.escape(shown);
        }
    }

    /** HTTP Basic (RFC 7617), in UTF-8, as the provider's page takes it within the address. */
    record Basic(Template user, Template password) implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.basic(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(user, password);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            return isSet(user, values)
                    && isSet(password, values)
                    && shows(write(values), headerOf(call, "authorization").strip());
        }

        /** The value of the header {@code Authorization} in an authentic call. */
        public String write(Function<String, String> values) {
            return "Basic "
                    + Base64.getEncoder().encodeToString(Macs.utf8(user.fill(values) + ':' + password.fill(values)));
        }
    }

    /**
     * The key of an HMAC.
     *
     * @param prefix beginning of the operator's value that is no part of the key, such as {@code whsec_}; a value without it is
     *     the key alone
     */
    record MacKey(Template value, Macs.KeyForm form, String prefix) {
        /** @throws IllegalArgumentException when the value is not in its form */
        byte[] bytes(Function<String, String> values) {
            String text = value.fill(values);
            return form.read(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
        }
    }

    /** An HMAC in a header or in the body. */
    record Hmac(Macs.Algorithm algorithm, MacKey key, SignedText over, Macs.Encoding encoding, ShownSignature shown)
            implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.hmac(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(key.value(), over.text());
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            try {
                List<String> signatures = shown.of(call);
                return isSet(key.value(), values)
                        && over.hasLengths(call)
                        && key.bytes(values).length > 0
                        && new CalledAddress(url)
                                .spellings(call).stream()
                                        .map(spelling -> mac(call, spelling, values))
                                        .anyMatch(mac -> signatures.stream()
                                                .anyMatch(one -> Macs.isEqual(mac, encoding.canonical(one))));
            } catch (IllegalArgumentException noKeyOrUnsignedPart) {
                return false;
            }
        }

        @Override
        public String withLength(CallPart part, String text) {
            return over.withLength(part, text);
        }

        @Override
        public String sample(String text) {
            return key.prefix() + key.form().write(Macs.utf8(text));
        }

        /** The text that shows an authentic call, with its prefix. */
        public String write(ReceiptCall call, String url, Function<String, String> values) {
            return shown.prefix() + mac(call, url, values);
        }

        private String mac(ReceiptCall call, String url, Function<String, String> values) {
            return encoding.write(
                    Macs.mac(algorithm, key.bytes(values), over.fill(parts(call, url, values, shown.at()))));
        }
    }

    /**
     * A signature by the provider's private key, in base64.
     *
     * @param publicKey the provider's key in base64: a SubjectPublicKeyInfo (RFC 5280), with or without the lines around it in PEM,
     *     or the 32 bytes of an Ed25519 key
     */
    record KeyPair(KeyAlgorithm algorithm, Template publicKey, SignedText over, ShownSignature shown)
            implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.keyPair(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(publicKey, over.text());
        }

        @Override
        public Optional<KeyAlgorithm> keyAlgorithm() {
            return Optional.of(algorithm);
        }

        @Override
        public Set<String> publicKeys() {
            return publicKey.secrets();
        }

        @Override
        public String withLength(CallPart part, String text) {
            return over.withLength(part, text);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            Optional<PublicKey> key = key(values);
            try {
                return key.isPresent()
                        && over.hasLengths(call)
                        && shown.of(call).stream()
                                .anyMatch(signature -> new CalledAddress(url)
                                        .spellings(call).stream()
                                                .anyMatch(spelling -> algorithm.isSigned(
                                                        key.get(), message(call, spelling, values), signature)));
            } catch (IllegalArgumentException unsignedPart) {
                return false;
            }
        }

        private Optional<PublicKey> key(Function<String, String> values) {
            try {
                return Optional.of(algorithm.read(publicKey.fill(values)));
            } catch (GeneralSecurityException | IllegalArgumentException unfit) {
                return Optional.empty();
            }
        }

        /** The bytes that the provider signs. */
        public byte[] message(ReceiptCall call, String url, Function<String, String> values) {
            return over.fill(parts(call, url, values, shown.at()));
        }
    }

    /**
     * A notification of Amazon SNS, which holds the receipt. Anybody can have SNS sign notifications of a topic of their own, so
     * the topic must be the operator's.
     *
     * @param topic ARN of the operator's topic
     */
    record Sns(Template topic) implements ReceiptSignature {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.sns(this);
        }

        @Override
        public List<Template> templates() {
            return List.of(topic);
        }

        @Override
        public boolean isGood(ReceiptCall call, String url, Function<String, String> values, SnsNotifier notifier) {
            return SnsMessage.parse(call.body())
                    .filter(message -> isSet(topic, values) && shows(topic.fill(values), message.topic()))
                    .filter(message -> message.isSigned(notifier))
                    .isPresent();
        }

        @Override
        public Optional<KeyAlgorithm> keyAlgorithm() {
            return Optional.of(KeyAlgorithm.RSA);
        }

        @Override
        public String sample(String text) {
            return "arn:aws:sns:eu-central-1:123456789012:" + text;
        }

        /** The bytes that SNS signs. */
        public byte[] message(ReceiptCall call) {
            return SnsMessage.parse(call.body())
                    .map(message -> Macs.utf8(message.signedText()))
                    .orElseGet(() -> new byte[0]);
        }

        @Override
        public byte[] receipt(ReceiptCall call) {
            // An example for a check may come without the envelope; what SNS brings has a topic.
            return SnsMessage.parse(call.body())
                    .filter(message -> !message.topic().isEmpty())
                    .map(message -> Macs.utf8(message.content()))
                    .orElseGet(call::body);
        }

        @Override
        public Optional<Reading> notice(ReceiptCall call, SnsNotifier notifier) {
            return SnsMessage.parse(call.body()).flatMap(message -> message.notice(notifier));
        }
    }

    /** Whether every value of the operator in this text is there. */
    private static boolean isSet(Template text, Function<String, String> values) {
        return text.secrets().stream()
                .noneMatch(name -> values.apply(Template.SECRET + name).isEmpty());
    }

    private static boolean shows(String agreed, String shown) {
        return !agreed.isEmpty() && Macs.isEqual(agreed, shown);
    }

    static String headerOf(ReceiptCall call, String name) {
        List<String> values = call.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static Function<String, byte[]> parts(
            ReceiptCall call, String url, Function<String, String> values, CallPart shownAt) {
        return name -> switch (name) {
            case "url" -> Macs.utf8(url);
            case "address" -> Macs.utf8(url.replaceFirst("\\?.*$", ""));
            case "body" -> call.body();
            case "bodySha256" -> Macs.sha256(call.body());
            case "bodyMd5Base64" -> Macs.utf8(Base64.getEncoder().encodeToString(Macs.md5(call.body())));
            case "path" -> Macs.utf8(url.replaceFirst("^[a-z]+://[^/?#]*", "").replaceFirst("[?#].*$", ""));
            case "params" -> Macs.utf8(params(call));
            case "pairs" -> Macs.utf8(SignedText.pairs(call, shownAt));
            default -> CallPart.isPart(name) ? Macs.utf8(new CallPart(name).of(call)) : Macs.utf8(values.apply(name));
        };
    }

    private static String params(ReceiptCall call) {
        StringBuilder text = new StringBuilder();
        Map<String, String> sorted = new TreeMap<>(ReceiptForm.pairs(new String(call.body(), StandardCharsets.UTF_8)));
        sorted.forEach((name, value) -> text.append(name).append(value));
        return text.toString();
    }
}
