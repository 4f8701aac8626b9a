package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;

/** What the HTTP interface needs beside the use cases. */
final class RestWiring {
    private RestWiring() {}

    static RestSettings settings(Settings settings) {
        return new RestSettings(settings.get(Catalog.DEFAULT_LOCALE));
    }

    static ClientOriginResolver clientOrigins(Settings settings) {
        return settings.build(
                Catalog.TRUSTED_PROXIES.key(),
                read -> new ClientOriginResolver(read.get(Catalog.TRUSTED_PROXIES), read.get(Catalog.PROXY_HEADER)));
    }
}
