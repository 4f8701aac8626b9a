package io.latchkey.bootstrap;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.Routes;

/** What the service needs of the outside to deliver messages. */
record DeliveryPorts(MessageGateway gateway, Routes routes, ReceiptReader receipts, Countries countries) {}
