package io.latchkey.bootstrap;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.Routes;
import java.util.function.Predicate;

/**
 * What the service needs of the outside to deliver messages.
 *
 * @param isProvider whether receipts may come from a provider of this name
 */
record DeliveryPorts(
        MessageGateway gateway,
        Routes routes,
        ReceiptReader receipts,
        Countries countries,
        Predicate<String> isProvider) {}
