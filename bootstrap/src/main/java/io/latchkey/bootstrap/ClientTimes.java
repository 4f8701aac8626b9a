package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.metrics.RequestTimes;
import io.latchkey.bootstrap.settings.key.ServerKeys;

/** Measures the requests of clients. Those that the launcher makes before there are any are left out. */
final class ClientTimes implements RequestTimes {
    private final RequestTimes times;
    private volatile boolean hasClients;

    ClientTimes(RequestTimes times) {
        this.times = times;
    }

    @Override
    public void observe(String route, String method, int status, long nanos) {
        if (hasClients || System.getProperty(ServerKeys.WARMING_UP) == null) {
            hasClients = true;
            times.observe(route, method, status, nanos);
        }
    }
}
