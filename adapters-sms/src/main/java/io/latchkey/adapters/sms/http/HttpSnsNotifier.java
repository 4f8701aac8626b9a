package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.net.AnswerBody;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Calls Amazon SNS. Certificates are kept, and one is fetched at a time, so that strangers who name addresses cannot hold our threads.
 * Safe for use by several threads.
 */
public final class HttpSnsNotifier implements SnsNotifier {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10;

    private final UnaryOperator<URI> route;
    private final Clock clock;
    private final ReentrantLock calling = new ReentrantLock();
    private final Map<URI, X509Certificate> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, X509Certificate> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** One client for all, made at the first call: it has threads of its own. */
    private static final class Client {
        static final HttpClient SHARED = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT)
                .build();
    }

    /** @param clock tells whether a certificate is valid now */
    public HttpSnsNotifier(Clock clock) {
        this(clock, UnaryOperator.identity());
    }

    /** @param route the address that is called in place of an address of SNS */
    HttpSnsNotifier(Clock clock, UnaryOperator<URI> route) {
        this.clock = clock;
        this.route = route;
    }

    @Override
    public Optional<PublicKey> key(URI certificate) {
        X509Certificate known;
        synchronized (kept) {
            known = kept.get(certificate);
        }
        return Optional.ofNullable(known)
                .or(() -> fetch(certificate))
                .filter(this::isValid)
                .map(X509Certificate::getPublicKey);
    }

    @Override
    public void confirm(URI subscription) {
        HttpResponse<byte[]> answer = call(subscription);
        if (answer.statusCode() != 200) {
            throw new NotifierBusyException();
        }
    }

    private Optional<X509Certificate> fetch(URI address) {
        HttpResponse<byte[]> answer = call(address);
        if (answer.statusCode() >= 500) {
            throw new NotifierBusyException();
        }
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(answer.body()));
            synchronized (kept) {
                kept.put(address, certificate);
            }
            return Optional.of(certificate);
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException expired) {
            return false;
        }
    }

    private HttpResponse<byte[]> call(URI address) {
        if (!calling.tryLock()) {
            throw new NotifierBusyException();
        }
        CompletableFuture<HttpResponse<byte[]>> call = Client.SHARED.sendAsync(
                HttpRequest.newBuilder(route.apply(address)).build(), info -> new AnswerBody());
        try {
            return call.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unreachable) {
            call.cancel(true);
            throw new NotifierBusyException();
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotifierBusyException();
        } finally {
            calling.unlock();
        }
    }
}
