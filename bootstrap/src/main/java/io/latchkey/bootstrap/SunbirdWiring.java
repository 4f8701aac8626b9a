package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.face.sunbird.SunbirdSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the settings of the sunbird face. */
@ApplicationScoped
public class SunbirdWiring {
    @Produces
    @Singleton
    SunbirdSettings sunbirdSettings(Settings settings) {
        return new SunbirdSettings(new ApiKeys(settings.get(SunbirdKeys.API_KEYS)));
    }
}
