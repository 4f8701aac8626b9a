package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.face.essdee.EssdeeSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.EssdeeKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the settings of the essdee face. */
@ApplicationScoped
public class EssdeeWiring {
    @Produces
    @Singleton
    EssdeeSettings settings(Settings settings) {
        return read(settings);
    }

    /** @throws io.latchkey.bootstrap.settings.key.InvalidSettingException when a value is not allowed */
    static EssdeeSettings read(Settings settings) {
        return settings.build(
                EssdeeKeys.FACE.prefix(),
                read -> new EssdeeSettings(
                        read.get(EssdeeKeys.DELIVERY_WAIT),
                        read.get(EssdeeKeys.KEY_LIFETIME),
                        read.get(EssdeeKeys.QUERY_SECRETS)));
    }
}
