package io.latchkey.bootstrap;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryPlans;

/** The outer parts that delivery needs. */
record DeliveryPorts(DeliveryPlans plans, Countries countries) {}
