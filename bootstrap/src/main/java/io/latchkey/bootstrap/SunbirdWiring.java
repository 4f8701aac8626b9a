package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.client.WallClock;
import io.latchkey.adapters.rest.face.sunbird.SunbirdSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** Offers the settings and the clock of the sunbird face. */
@ApplicationScoped
public class SunbirdWiring {
    @Produces
    @Singleton
    SunbirdSettings sunbirdSettings(Settings settings) {
        return new SunbirdSettings(new ApiKeys(settings.get(SunbirdKeys.API_KEYS)));
    }

    @Produces
    @Singleton
    WallClock wallClock() {
        return Clock.tickMillis(ZoneOffset.UTC)::instant;
    }
}
