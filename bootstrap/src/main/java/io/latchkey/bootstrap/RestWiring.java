package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the settings of the HTTP interface to its resources. */
@ApplicationScoped
public class RestWiring {
    @Produces
    @Singleton
    RestSettings restSettings(RestConfiguration configuration) {
        return configuration.rest();
    }

    @Produces
    @Singleton
    FaceSettings faceSettings(RestConfiguration configuration) {
        return configuration.faces();
    }

    @Produces
    @Singleton
    DrfUserSettings drfUserSettings(RestConfiguration configuration) {
        return configuration.drfUser();
    }

    @Produces
    @Singleton
    ClientOriginResolver clientOrigins(RestConfiguration configuration) {
        return configuration.clientOrigins();
    }
}
