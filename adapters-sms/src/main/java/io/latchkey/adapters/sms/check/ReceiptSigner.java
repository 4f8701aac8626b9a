package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.http.ReceiptSignature;
import io.latchkey.application.delivery.ReceiptCall;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is missing", impossible);
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
    public ReceiptCall hmac(ReceiptSignature.Hmac hmac) {
        return withHeader(hmac.header(), hmac.write(call, url, secrets));
    }

    @Override
    public ReceiptCall ed25519(ReceiptSignature.Ed25519 ed25519) {
        return withHeader(ed25519.header(), sign(ed25519.message(call, url, values)));
    }

    private ReceiptCall withHeader(String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return new ReceiptCall(call.provider(), headers, call.query(), call.body());
    }

    private String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is missing", impossible);
        }
    }
}
