package io.latchkey.adapters.sms.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.sms.http.CallPart;
import io.latchkey.adapters.sms.http.KeyAlgorithm;
import io.latchkey.adapters.sms.http.ReceiptSignature;
import io.latchkey.application.delivery.ReceiptCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs a receipt as its provider does.
 *
 * @param url the address that is called, with its query
 * @param secrets the secrets that the receipt shows or is signed with, by placeholder
 * @param values the values of the placeholders in a text that a key pair signs
 */
record ReceiptSigner(
        ReceiptCall call, String url, Function<String, String> secrets, Function<String, String> values, KeyPair keys)
        implements ReceiptSignature.Cases<ReceiptCall> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A new pair of keys of the provider. */
    static KeyPair keyPair(Optional<KeyAlgorithm> algorithm) {
        try {
            return KeyPairGenerator.getInstance(
                            algorithm.orElse(KeyAlgorithm.ED25519).keys())
                    .generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an algorithm of every Java platform is missing", impossible);
        }
    }

    @Override
    public ReceiptCall none(ReceiptSignature.None none) {
        return call;
    }

    @Override
    public ReceiptCall header(ReceiptSignature.Header header) {
        return withHeader(header.name(), header.value().fill(secrets));
    }

    @Override
    public ReceiptCall query(ReceiptSignature.Query query) {
        String token = Samples.encode(Map.of(query.name(), query.value().fill(secrets)));
        String joined = call.query().isEmpty() ? token : call.query() + '&' + token;
        return new ReceiptCall(call.provider(), call.headers(), joined, call.body());
    }

    @Override
    public ReceiptCall basic(ReceiptSignature.Basic basic) {
        return withHeader("Authorization", basic.write(secrets));
    }

    @Override
    public ReceiptCall hmac(ReceiptSignature.Hmac hmac) {
        return with(hmac.shown().at(), hmac.write(call, url, secrets));
    }

    @Override
    public ReceiptCall keyPair(ReceiptSignature.KeyPair pair) {
        return with(pair.shown().at(), pair.shown().prefix() + sign(pair.algorithm(), pair.message(call, url, values)));
    }

    @Override
    public ReceiptCall sns(ReceiptSignature.Sns sns) {
        ObjectNode message = JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "check-notification")
                .put("TopicArn", sns.topic().fill(secrets))
                .put("Message", new String(call.body(), StandardCharsets.UTF_8))
                .put("Timestamp", Samples.json(call.body()).path("Timestamp").asText())
                .put("SignatureVersion", "2")
                .put(
                        "SigningCertURL",
                        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem");
        ReceiptCall unsigned = withBody(message);
        return withBody(message.put("Signature", sign(KeyAlgorithm.RSA, sns.message(unsigned))));
    }

    private ReceiptCall with(CallPart place, String value) {
        return place.header().isPresent()
                ? withHeader(place.header().get(), value)
                : withBody(Samples.with(Samples.json(call.body()), place.pointer(), value));
    }

    private ReceiptCall withBody(ObjectNode body) {
        return new ReceiptCall(
                call.provider(), call.headers(), call.query(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ReceiptCall withHeader(String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return new ReceiptCall(call.provider(), headers, call.query(), call.body());
    }

    private String sign(KeyAlgorithm algorithm, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm.signatures());
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an algorithm of every Java platform is missing", impossible);
        }
    }
}
