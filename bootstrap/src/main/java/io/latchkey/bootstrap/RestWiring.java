package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.api.RequestBounds;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.clock.ClockSettings;
import io.latchkey.adapters.rest.concealment.AnswerIntervals;
import io.latchkey.adapters.rest.concealment.AnswerPause;
import io.latchkey.adapters.rest.console.ConsoleSettings;
import io.latchkey.adapters.rest.docs.ApiDocuments;
import io.latchkey.adapters.rest.docs.ServedPart;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.adapters.rest.inbox.InboxSettings;
import io.latchkey.adapters.rest.json.BodyMemory;
import io.latchkey.adapters.rest.keys.IssuerMetadata;
import io.latchkey.adapters.rest.metrics.RequestClock;
import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.pages.PageSettings;
import io.latchkey.adapters.rest.session.BrowserSessions;
import io.latchkey.adapters.rest.token.ResourceServers;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.PublicUrl;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import io.latchkey.bootstrap.settings.subject.OriginKeys;
import io.latchkey.bootstrap.settings.subject.PageKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

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
    RequestBounds requestBounds(RestConfiguration configuration) {
        return configuration.bounds();
    }

    @Produces
    @Singleton
    BodyMemory bodyMemory(RequestBounds bounds) {
        return new BodyMemory(bounds.bodyMemory());
    }

    @Produces
    @Singleton
    AnswerIntervals answerIntervals(RestConfiguration configuration) {
        return configuration.intervals();
    }

    @Produces
    @Singleton
    RequestClock requestClock() {
        return System::nanoTime;
    }

    @Produces
    @Singleton
    AnswerPause answerPause() {
        return new ClientPause();
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
    ApiDocuments apiDocuments(Settings settings, FaceSettings faces, InboxSettings inbox, ClockSettings clock) {
        Set<ServedPart> parts = EnumSet.noneOf(ServedPart.class);
        inbox.inbox().ifPresent(kept -> parts.add(ServedPart.INBOX));
        clock.clock().ifPresent(movable -> parts.add(ServedPart.CLOCK));
        if (!settings.get(TokenKeys.INTROSPECTION_KEYS).isEmpty()) {
            parts.add(ServedPart.INTROSPECTION);
        }
        if (settings.get(OriginKeys.BROWSER_SESSIONS)) {
            parts.add(ServedPart.PAGE_SESSIONS);
        }
        if (settings.get(ServerKeys.MODE) == Mode.DEV
                || !settings.get(FunnelKeys.OPERATOR_TOKENS).isEmpty()) {
            parts.add(ServedPart.FUNNEL);
        }
        return new ApiDocuments(
                faces, parts, settings.find(ServerKeys.PUBLIC_URL).map(set -> PublicUrl.of(settings)));
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
    PageSettings pageSettings(Settings settings) {
        return PageKeys.pages(settings);
    }

    @Produces
    @Singleton
    ConsoleSettings consoleSettings(Settings settings) {
        return new ConsoleSettings(settings.get(PageKeys.CONSOLE));
    }

    @Produces
    @Singleton
    ClientOriginResolver clientOrigins(RestConfiguration configuration) {
        return configuration.clientOrigins();
    }
}
