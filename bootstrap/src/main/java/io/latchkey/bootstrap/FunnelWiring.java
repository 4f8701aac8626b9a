package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.delivery.OperatorAccess;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the settings of the delivery funnel: who may see it. */
@ApplicationScoped
public class FunnelWiring {
    @Produces
    @Singleton
    OperatorAccess operatorAccess(Settings settings) {
        return new OperatorAccess(
                new ApiKeys(settings.get(FunnelKeys.OPERATOR_TOKENS)),
                settings.get(ServerKeys.MODE) == Mode.PRODUCTION);
    }
}
