package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.api.RequestBounds;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.concealment.AnswerInterval;
import io.latchkey.adapters.rest.concealment.AnswerIntervals;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.adapters.rest.face.drfuser.MobileWriter;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.DrfUserKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.PublicUrl;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Settings of the HTTP interface. They are read at the start, so that a bad value keeps the service from starting. */
record RestConfiguration(
        RestSettings rest,
        RequestBounds bounds,
        AnswerIntervals intervals,
        FaceSettings faces,
        DrfUserSettings drfUser,
        ClientOriginResolver clientOrigins) {
    /** @throws io.latchkey.bootstrap.settings.key.InvalidSettingException when a value is not allowed */
    static RestConfiguration read(Settings settings) {
        return new RestConfiguration(
                new RestSettings(settings.get(RequestKeys.DEFAULT_LOCALE), PublicUrl.of(settings)),
                settings.build(
                        RequestKeys.BODY_TIME_LIMIT.key(),
                        read -> new RequestBounds(
                                read.get(RequestKeys.BODY_TIME_LIMIT),
                                read.get(RequestKeys.MOST_UNFINISHED),
                                RequestKeys.bodyMemory(read))),
                new AnswerIntervals(
                        interval(settings, RequestKeys.CONCEALING_INTERVAL),
                        interval(settings, RequestKeys.CONCEALING_LONG_INTERVAL)),
                faces(settings),
                drfUser(settings),
                clientOrigins(settings));
    }

    private static AnswerInterval interval(Settings settings, Setting<Duration> setting) {
        return settings.build(setting.key(), read -> new AnswerInterval(read.get(setting)));
    }

    static FaceSettings faces(Settings settings) {
        Map<String, FaceKeys> keys =
                Catalog.faces().stream().collect(Collectors.toMap(FaceKeys::face, Function.identity()));
        return new FaceSettings(
                LatchkeyRestClasses.faces().stream()
                        .map(face -> route(settings, face, Objects.requireNonNull(keys.get(face.name()))))
                        .toList(),
                Catalog.faces().stream()
                        .filter(face -> face.concealsAccounts(settings))
                        .map(FaceKeys::face)
                        .collect(Collectors.toSet()));
    }

    private static FaceRoute route(Settings settings, Face face, FaceKeys keys) {
        return settings.build(
                keys.prefix(), read -> new FaceRoute(face, read.get(keys.enabled()), read.get(keys.pathPrefix())));
    }

    private static DrfUserSettings drfUser(Settings settings) {
        return settings.build(
                DrfUserKeys.FACE.prefix(),
                read -> new DrfUserSettings(
                        read.get(DrfUserKeys.VALIDATION_LIFETIME),
                        read.get(DrfUserKeys.DELIVERY_WAIT),
                        switch (read.get(DrfUserKeys.MOBILE_FORMAT)) {
                            case NATIONAL -> Configuration.numbers(settings)::nationalForm;
                            case E164 -> MobileWriter.E164;
                        }));
    }

    private static ClientOriginResolver clientOrigins(Settings settings) {
        return settings.build(
                RequestKeys.TRUSTED_PROXIES.key(),
                read -> new ClientOriginResolver(
                        read.get(RequestKeys.TRUSTED_PROXIES), read.get(RequestKeys.PROXY_HEADER)));
    }
}
