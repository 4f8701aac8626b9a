package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.SmsMessage;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * SMS by one provider's HTTP interface. Connections are kept alive and shared; redirects are not followed, so nobody but the
 * configured host ever sees a message.
 */
public final class HttpSmsSender implements SmsSender {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_REFERENCE = 100;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final HttpSmsSettings settings;
    private final Clock clock;
    private final HttpClient client;

    /** @throws IllegalArgumentException naming the header that cannot be sent */
    public HttpSmsSender(HttpSmsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
        try {
            withHeaders(HttpRequest.newBuilder(settings.url()), new UUID(0, 0).toString());
        } catch (IllegalArgumentException unsendable) {
            throw new IllegalArgumentException(
                    "headers must have names and values that can be sent: " + unsendable.getMessage(), unsendable);
        }
    }

    @Override
    public DeliveryOutcome send(SmsMessage message) {
        HttpRequest request;
        try {
            request = request(message);
        } catch (RuntimeException unsendable) {
            // A secret that is missing or cannot be a header's value; its text must not get into a log.
            return new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty());
        }
        AtomicReference<HttpResponse.ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request, info -> {
            head.set(info);
            return new AnswerBody();
        });
        try {
            HttpResponse<byte[]> answer = call.get(settings.overallTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return outcome(answer.statusCode(), answer.headers(), answer.body());
        } catch (ExecutionException failed) {
            return head.get() == null ? unanswered(failed.getCause()) : halfAnswered(head.get());
        } catch (TimeoutException slow) {
            call.cancel(true);
            return head.get() == null ? new DeliveryOutcome.Unknown("no answer in time") : halfAnswered(head.get());
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unknown("interrupted");
        }
    }

    private HttpRequest request(SmsMessage message) {
        String to = message.to().value();
        String body = settings.body()
                .fill(Map.of(
                        "to", to,
                        "toDigits", to.substring(1),
                        "text", message.text(),
                        "from", settings.from(),
                        "id", message.id().toString()));
        HttpRequest.Builder request =
                withHeaders(HttpRequest.newBuilder(settings.url()), message.id().toString());
        settings.authentication().authenticate(request);
        return request.method(settings.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder withHeaders(HttpRequest.Builder request, String id) {
        request.setHeader("Content-Type", settings.body().kind().mediaType());
        request.setHeader("Accept", "application/json, */*;q=0.5");
        settings.headers().forEach(request::setHeader);
        return request.setHeader(settings.idempotencyHeader(), id);
    }

    /** The status says it all; only the reference would have followed. */
    private DeliveryOutcome halfAnswered(HttpResponse.ResponseInfo head) {
        return outcome(head.statusCode(), head.headers(), new byte[0]);
    }

    private DeliveryOutcome outcome(int status, HttpHeaders headers, byte[] body) {
        if (settings.accepted().contains(status)) {
            return new DeliveryOutcome.Accepted(settings.name(), reference(body));
        }
        return switch (status / 100) {
            case 2 -> new DeliveryOutcome.Unknown("unexpected answer (" + status + ")");
            case 3 -> new DeliveryOutcome.Rejected("redirect not followed (" + status + ")");
            case 4 -> refused(status, headers);
            default -> new DeliveryOutcome.Deferred("provider failed (" + status + ")", retryAfter(headers));
        };
    }

    private DeliveryOutcome refused(int status, HttpHeaders headers) {
        return switch (status) {
            case 429 -> new DeliveryOutcome.Deferred("provider throttles (429)", retryAfter(headers));
            // The provider did not wait for the whole request, so it did not take the message.
            case 408 -> new DeliveryOutcome.Deferred("provider gave up reading (408)", retryAfter(headers));
            case 401, 403 -> new DeliveryOutcome.Rejected("credentials refused (" + status + ")");
            case 402 -> new DeliveryOutcome.Rejected("payment required (402)");
            case 404, 405, 410 -> new DeliveryOutcome.Rejected("no such interface (" + status + ")");
            default -> new DeliveryOutcome.Rejected("message refused (" + status + ")");
        };
    }

    private static DeliveryOutcome unanswered(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException) {
                return new DeliveryOutcome.Deferred("no connection in time", Optional.empty());
            }
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                return new DeliveryOutcome.Deferred("no connection", Optional.empty());
            }
            if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                return new DeliveryOutcome.Deferred("no trusted connection", Optional.empty());
            }
        }
        return new DeliveryOutcome.Unknown("lost answer");
    }

    private Optional<String> reference(byte[] body) {
        return settings.reference().flatMap(pointer -> {
            try {
                JsonNode found = JSON.readTree(body).at(pointer);
                return found.isValueNode() && !found.isNull()
                        ? Optional.of(found.asText()).filter(HttpSmsSender::isReference)
                        : Optional.empty();
            } catch (IOException noJson) {
                return Optional.empty();
            }
        });
    }

    private static boolean isReference(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_REFERENCE
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** The wait as RFC 9110 §10.2.3 writes it, in seconds or as a date. */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .flatMap(this::parseRetryAfter)
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
    }

    private Optional<Duration> parseRetryAfter(String value) {
        String wait = value.strip();
        if (wait.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(wait)));
        }
        try {
            return Optional.of(
                    Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(wait, Instant::from)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
