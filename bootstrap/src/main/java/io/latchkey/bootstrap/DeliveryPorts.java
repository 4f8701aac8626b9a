package io.latchkey.bootstrap;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryPlans;

/** What the service needs of the outside to deliver messages. */
record DeliveryPorts(DeliveryPlans plans, Countries countries) {}
