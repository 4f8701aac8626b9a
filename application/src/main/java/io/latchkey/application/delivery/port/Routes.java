package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.RoutingTable;

/** The routes as they are set up now; they may change while the service runs. */
@FunctionalInterface
public interface Routes {
    RoutingTable current();
}
