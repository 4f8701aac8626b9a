package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.DrfUserKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the HTTP interface needs beside the use cases. */
final class RestWiring {
    private RestWiring() {}

    static RestSettings settings(Settings settings) {
        return new RestSettings(settings.get(RequestKeys.DEFAULT_LOCALE));
    }

    static FaceSettings faces(Settings settings) {
        Map<String, FaceKeys> keys =
                Catalog.faces().stream().collect(Collectors.toMap(FaceKeys::face, Function.identity()));
        return new FaceSettings(
                LatchkeyRestClasses.faces().stream()
                        .map(face -> route(settings, face, Objects.requireNonNull(keys.get(face.name()))))
                        .toList(),
                settings.get(FaceKeys.CONCEAL_ACCOUNTS));
    }

    private static FaceRoute route(Settings settings, Face face, FaceKeys keys) {
        return settings.build(
                keys.prefix(), read -> new FaceRoute(face, read.get(keys.enabled()), read.get(keys.pathPrefix())));
    }

    static DrfUserSettings drfUser(Settings settings) {
        return settings.build(
                DrfUserKeys.FACE.prefix(),
                read -> new DrfUserSettings(
                        read.get(DrfUserKeys.VALIDATION_LIFETIME), read.get(DrfUserKeys.DELIVERY_WAIT)));
    }

    static ClientOriginResolver clientOrigins(Settings settings) {
        return settings.build(
                RequestKeys.TRUSTED_PROXIES.key(),
                read -> new ClientOriginResolver(
                        read.get(RequestKeys.TRUSTED_PROXIES), read.get(RequestKeys.PROXY_HEADER)));
    }
}
