package io.latchkey.adapters.sms.net;

import io.latchkey.application.shared.RuntimeThread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;

/** Clients of HTTP/1.1 that follow no redirects. */
public final class HttpClients {
    private HttpClients() {}

    /**
     * A new client. It has a thread, which ends once nobody holds the client.
     *
     * @param longestConnect how long the client waits for a connection
     */
    public static HttpClient open(Duration longestConnect) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(longestConnect);
        try {
            return (HttpClient) RuntimeThread.call(MethodHandles.publicLookup()
                    .findVirtual(HttpClient.Builder.class, "build", MethodType.methodType(HttpClient.class))
                    .bindTo(builder));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
