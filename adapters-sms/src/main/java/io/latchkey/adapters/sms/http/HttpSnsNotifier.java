package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.net.AnswerBody;
import io.latchkey.adapters.sms.net.HttpClients;
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
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Calls Amazon SNS. Certificates are kept, and so is for a while that there was none at an address. Nothing is locked while one is
 * fetched. A few are fetched at a time, and each address once, so that strangers who name addresses cannot hold our threads. Safe for use by
 * several threads.
 */
public final class HttpSnsNotifier implements SnsNotifier {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10;
    private static final int MOST_REFUSED = 1_000;
    private static final int MOST_FETCHES = 4;

    /** Time for which an address without a certificate is not asked again. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);
    /** The same for an address that did not answer. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(10);

    private final UnaryOperator<URI> route;
    private final Clock clock;
    private final Semaphore fetches = new Semaphore(MOST_FETCHES);
    private final Map<URI, X509Certificate> kept = bounded(MOST_KEPT);
    private final Map<URI, Refusal> refusals = bounded(MOST_REFUSED);
    private final Set<URI> underWay = new HashSet<>();

    /** @param isSilent whether no answer came, so that a later one may be another */
    private record Refusal(Instant until, boolean isSilent) {}

    /** One client for all, made at the first call: it has threads of its own. */
    private static final class Client {
        static final HttpClient SHARED = HttpClients.open(LONGEST_CONNECT);
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

    private static <V> Map<URI, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<URI, V> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public Optional<PublicKey> key(URI certificate) {
        return certificate(certificate).filter(this::isValid).map(X509Certificate::getPublicKey);
    }

    private Optional<X509Certificate> certificate(URI address) {
        synchronized (kept) {
            X509Certificate known = kept.get(address);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Refusal> refusal = Optional.ofNullable(refusals.get(address))
                    .filter(past -> clock.instant().isBefore(past.until()));
            if (refusal.isPresent() && !refusal.get().isSilent()) {
                return Optional.empty();
            }
            // Who comes while another asks does not wait: SNS repeats its call.
            if (refusal.isPresent() || underWay.contains(address) || !fetches.tryAcquire()) {
                throw new NotifierBusyException();
            }
            underWay.add(address);
        }
        return fetch(address);
    }

    private Optional<X509Certificate> fetch(URI address) {
        boolean isSilent = true;
        Optional<X509Certificate> found = Optional.empty();
        try {
            HttpResponse<byte[]> answer = call(address);
            isSilent = answer.statusCode() >= 500;
            found = answer.statusCode() == 200 ? parse(answer.body()) : found;
        } finally {
            remember(address, found, isSilent);
            fetches.release();
        }
        if (isSilent) {
            throw new NotifierBusyException();
        }
        return found;
    }

    private void remember(URI address, Optional<X509Certificate> found, boolean isSilent) {
        synchronized (kept) {
            underWay.remove(address);
            refusals.remove(address);
            found.ifPresentOrElse(
                    certificate -> kept.put(address, certificate),
                    () -> refusals.put(
                            address, new Refusal(clock.instant().plus(isSilent ? SILENT_FOR : REFUSED_FOR), isSilent)));
        }
    }

    private static Optional<X509Certificate> parse(byte[] body) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(body)));
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public void confirm(URI subscription) {
        HttpResponse<byte[]> answer = call(subscription);
        if (answer.statusCode() != 200) {
            throw new NotifierBusyException();
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
        }
    }
}
