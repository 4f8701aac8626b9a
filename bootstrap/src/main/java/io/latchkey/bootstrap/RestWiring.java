package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.adapters.rest.keys.IssuerMetadata;
import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.session.BrowserSessions;
import io.latchkey.adapters.rest.token.ResourceServers;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
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
    ResourceServers resourceServers(Settings settings) {
        return new ResourceServers(new ApiKeys(settings.get(TokenKeys.INTROSPECTION_KEYS)));
    }

    @Produces
    @Singleton
    IssuerMetadata issuerMetadata(Settings settings) {
        String publicUrl = PublicUrl.of(settings);
        return new IssuerMetadata(
                TokenKeys.issuer(settings, publicUrl),
                publicUrl,
                !settings.get(TokenKeys.INTROSPECTION_KEYS).isEmpty());
    }

    @Produces
    @Singleton
    AllowedOrigins allowedOrigins(Settings settings) {
        return OriginKeys.origins(settings);
    }

    @Produces
    @Singleton
    BrowserSessions browserSessions(Settings settings) {
        return OriginKeys.browserSessions(settings, PublicUrl.of(settings));
    }

    @Produces
    @Singleton
    ClientOriginResolver clientOrigins(RestConfiguration configuration) {
        return configuration.clientOrigins();
    }
}
