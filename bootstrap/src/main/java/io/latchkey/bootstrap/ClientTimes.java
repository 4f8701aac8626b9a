package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.metrics.RequestTimes;

/** Measures the requests of clients. Those that the launcher makes before there are any are left out. */
final class ClientTimes implements RequestTimes {
    private final RequestTimes times;
    private final Clients clients = new Clients();

    ClientTimes(RequestTimes times) {
        this.times = times;
    }

    @Override
    public void observe(String route, String method, int status, long nanos) {
        if (clients.areThere()) {
            times.observe(route, method, status, nanos);
        }
    }
}
