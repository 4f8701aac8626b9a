package io.latchkey.bootstrap.administration;

import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.sms.net.HttpClients;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Calls one server over HTTP. It follows no redirect, keeps no cookie, and waits and reads within limits. Certificates are judged by the
 * trust store of the Java virtual machine.
 */
final class HttpCalls {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int LONGEST_LINE = 1024 * 1024;

    private final ServerAddress server;
    private final Duration patience;
    private final HttpClient client;

    /** @param patience how long the server may take for an answer, or between parts of one that has many lines */
    HttpCalls(ServerAddress server, Duration patience) {
        this.server = server;
        this.patience = patience;
        this.client = HttpClients.open(patience.compareTo(LONGEST_CONNECT) < 0 ? patience : LONGEST_CONNECT);
    }

    /**
     * A call.
     *
     * @param path path and query
     * @param body members of a JSON object; empty for no body
     */
    record Call(String method, String path, Map<String, String> headers, Optional<Map<String, ?>> body) {
        static Call of(String method, String path) {
            return new Call(method, path, Map.of(), Optional.empty());
        }

        Call with(Map<String, ?> members) {
            return new Call(method, path, headers, Optional.of(members));
        }

        Call with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Call(method, path, more, body);
        }

        @Override
        public String toString() {
            return method + " " + path.split("\\?", 2)[0];
        }
    }

    ServerAddress server() {
        return server;
    }

    /**
     * Sends a call.
     *
     * @throws NotDoneException when no answer comes, or none that can be kept
     */
    Answer send(Call call) {
        return send(call, patience, Optional.empty());
    }

    /** Sends a call for whose answer the server has to work long. */
    Answer sendLong(Call call) {
        return send(call, patience.multipliedBy(10), Optional.empty());
    }

    /** Sends a call, and hands on the lines of its answer where that is one of JSON lines. */
    Answer send(Call call, Consumer<byte[]> onLine) {
        return send(call, patience, Optional.of(onLine));
    }

    private Answer send(Call call, Duration longest, Optional<Consumer<byte[]>> onLine) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(call.path()))
                .timeout(longest)
                .header("Accept", "application/json, application/x-ndjson, application/problem+json")
                .header("Accept-Language", "en")
                .header("User-Agent", "latchkey-command-line");
        call.headers().forEach(request::header);
        call.body().ifPresent(members -> request.header("Content-Type", "application/json"));
        request.method(
                call.method(),
                call.body()
                        .map(members -> HttpRequest.BodyPublishers.ofByteArray(Json.write(members)))
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        AtomicLong received = new AtomicLong();
        CompletableFuture<HttpResponse<byte[]>> answering = client.sendAsync(
                request.build(),
                head -> onLine.filter(lines -> isOfLines(head))
                        .map(lines -> new BoundedBody(LONGEST_LINE, onLine, received))
                        .orElseGet(() -> new BoundedBody(MOST_BYTES, Optional.empty(), received)));
        return await(answering, longest, onLine.isPresent(), received);
    }

    private static boolean isOfLines(HttpResponse.ResponseInfo head) {
        return head.statusCode() == 200
                && head.headers().firstValue("Content-Type").orElse("").startsWith("application/x-ndjson");
    }

    private Answer await(
            CompletableFuture<HttpResponse<byte[]>> answering,
            Duration longest,
            boolean isOfLines,
            AtomicLong received) {
        try {
            for (long before = -1; ; ) {
                try {
                    return Answer.of(answering.get(longest.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException waiting) {
                    long now = received.get();
                    if (!isOfLines || now == before) {
                        answering.cancel(true);
                        throw unanswered(longest);
                    }
                    before = now;
                }
            }
        } catch (ExecutionException failed) {
            throw reason(failed, longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw NotDoneException.because("The command was interrupted.");
        }
    }

    private NotDoneException unanswered(Duration longest) {
        return NotDoneException.because(
                server.url() + " gave no whole answer within " + Math.max(1, longest.toSeconds()) + " seconds.");
    }

    private NotDoneException reason(Throwable failed, Duration longest) {
        boolean isUnconnected = false;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            isUnconnected |= cause instanceof ConnectException;
            if (cause instanceof NotDoneException told) {
                return told;
            } else if (cause instanceof HttpTimeoutException) {
                return unanswered(longest);
            } else if (cause instanceof BoundedBody.TooLongException) {
                return NotDoneException.because(
                        server.url() + " gave an answer that is too long to be one of Latchkey.");
            } else if (cause instanceof UnresolvedAddressException) {
                return unreachable("its name is not known");
            } else if (cause instanceof SSLException) {
                return unreachable("TLS failed: " + OneLine.of(String.valueOf(cause.getMessage()), 200));
            }
        }
        return isUnconnected
                ? unreachable("nothing answers there")
                : NotDoneException.because("The connection to " + server.url() + " broke before the answer was whole.");
    }

    private NotDoneException unreachable(String reason) {
        return NotDoneException.because(server.url() + " cannot be reached: " + reason + ".");
    }
}
