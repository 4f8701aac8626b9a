package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of Amazon SNS to a subscribed address: a notification, or a question whether the address wants any.
 * (Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".)
 */
final class SnsMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOTIFICATION = "Notification";
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SIGNED_QUESTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Pattern TOPIC = Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_.-]+");
    private static final String HTTPS = "https://";
    private static final String CHINA = "cn-";
    /** The only spelling in which SNS gives the address of a certificate, after the host. */
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-f]{32}\\.pem");

    private final JsonNode json;

    private SnsMessage(JsonNode json) {
        this.json = json;
    }

    /** Empty when the text is no object of JSON. */
    static Optional<SnsMessage> parse(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body))
                    .filter(JsonNode::isObject)
                    .map(SnsMessage::new);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    String topic() {
        return text("TopicArn");
    }

    /** What was published. */
    String content() {
        return text("Message");
    }

    /** Whether SNS signed this message. */
    boolean isSigned(SnsNotifier notifier) {
        Optional<URI> certificate = address("SigningCertURL")
                .filter(url -> CERTIFICATE.matcher(rest(url)).matches());
        return certificate.flatMap(notifier::key).filter(this::isSignedWith).isPresent();
    }

    private boolean isSignedWith(PublicKey key) {
        String algorithm = switch (text("SignatureVersion")) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(Macs.utf8(signedText()));
            return check.verify(Base64.getDecoder().decode(text("Signature")));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            return false;
        }
    }

    /** The members that SNS signs, each name and each value on a line of its own. */
    String signedText() {
        StringBuilder signed = new StringBuilder();
        (text("Type").equals(NOTIFICATION) ? SIGNED : SIGNED_QUESTION)
                .stream()
                        .filter(json::hasNonNull)
                        .forEach(name -> signed.append(name)
                                .append('\n')
                                .append(text(name))
                                .append('\n'));
        return signed.toString();
    }

    /** Answers a message that is no notification; empty for a notification. */
    Optional<Reading> notice(SnsNotifier notifier) {
        if (text("Type").equals(NOTIFICATION)) {
            return Optional.empty();
        }
        if (text("Type").equals(CONFIRMATION)) {
            address("SubscribeURL").ifPresent(notifier::confirm);
        }
        return Optional.of(new Reading.Greeting(""));
    }

    /** All that follows the host, as it is written. */
    private static String rest(URI url) {
        return url.toString().substring(HTTPS.length() + url.getRawAuthority().length());
    }

    /** An address at SNS in the region of the topic; empty when the member holds another one. */
    private Optional<URI> address(String member) {
        Matcher region = TOPIC.matcher(topic());
        if (!region.matches()) {
            return Optional.empty();
        }
        try {
            URI url = URI.create(text(member));
            String host = "sns." + region.group(1) + ".amazonaws.com"
                    + (region.group(1).startsWith(CHINA) ? ".cn" : "");
            return Optional.of(url)
                    .filter(at ->
                            host.equals(at.getRawAuthority()) && at.toString().startsWith(HTTPS + host));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private String text(String member) {
        return Selector.valueOf(json.path(member)).orElse("");
    }
}
