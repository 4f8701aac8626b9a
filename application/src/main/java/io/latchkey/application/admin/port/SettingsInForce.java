package io.latchkey.application.admin.port;

import io.latchkey.application.admin.ServiceSettings;

/** The settings that the service runs with. */
@FunctionalInterface
public interface SettingsInForce {
    /** Reads them. No value is a secret. */
    ServiceSettings read();
}
