package io.latchkey.adapters.rest;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.rest.admin.AdminActs;
import io.latchkey.adapters.rest.api.RequestBounds;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.auth.Admissions;
import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.client.PeerAddress;
import io.latchkey.adapters.rest.client.ProxyHeader;
import io.latchkey.adapters.rest.client.RequestApp;
import io.latchkey.adapters.rest.client.WallClock;
import io.latchkey.adapters.rest.concealment.AnswerInterval;
import io.latchkey.adapters.rest.concealment.AnswerIntervals;
import io.latchkey.adapters.rest.concealment.AnswerPause;
import io.latchkey.adapters.rest.console.ConsoleSettings;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.adapters.rest.delivery.OperatorAccess;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.face.drfuser.DrfUserSettings;
import io.latchkey.adapters.rest.face.essdee.EssdeeSettings;
import io.latchkey.adapters.rest.face.sunbird.SunbirdSettings;
import io.latchkey.adapters.rest.json.BodyMemory;
import io.latchkey.adapters.rest.keys.IssuerMetadata;
import io.latchkey.adapters.rest.keys.PublishedKeys;
import io.latchkey.adapters.rest.metrics.RequestClock;
import io.latchkey.adapters.rest.metrics.RequestTimes;
import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.pages.PageSettings;
import io.latchkey.adapters.rest.session.BrowserSessions;
import io.latchkey.adapters.rest.token.ResourceServers;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.PhoneNumber;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Serves the native API and the faces on a free port by a real HTTP server. The use cases are fakes of the tests. */
final class ApiServer implements AutoCloseable {
    /** API key that callers of Sunbird's routes send. */
    static final String API_KEY = "the key of the tests";

    /** Bearer token of the operator. */
    static final String OPERATOR_TOKEN = "the operator of the tests";

    /** Origin of the pages that may have sessions. */
    static final String PAGES = "https://app.example.org";

    /** URL at which clients reach the service. */
    /** Time in which a body must have come. */
    static final Duration LONGEST_BODY = Duration.ofSeconds(5);

    static final String PUBLIC_URL = "http://id.example.org/latchkey";

    /** Key of a service that may ask about tokens. It holds signs that forms escape. */
    static final String RESOURCE_SERVER_KEY = "the service + 100% of the tests";

    private static final OperatorAccess WITH_TOKENS =
            new OperatorAccess(new ApiKeys(List.of("another token", OPERATOR_TOKEN)), true);

    /** The origins of calls with a wrong key, oldest first. */
    final List<ClientOrigin> refused = new CopyOnWriteArrayList<>();

    /** Method, route and status of each measured request, oldest first. */
    final List<String> measured = new CopyOnWriteArrayList<>();

    /** The time that requests take, and what answers wait for. */
    final FakeRequestTime requestTime = new FakeRequestTime();

    /** What was told of answers. */
    final RecordedDecisions decisions = new RecordedDecisions();

    final UseCases useCases = new UseCases();
    private final HttpServer server;
    private final URI base;
    private boolean concealsAccounts;
    private OperatorAccess operators = WITH_TOKENS;
    private BrowserSessions browserSessions = browserSessions(true);
    private ConsoleSettings console = new ConsoleSettings(true);
    private PageSettings pages = new PageSettings("Latchkey", true, true, true, true);

    ApiServer() {
        this(LatchkeyRestClasses.api());
    }

    /** @param classes the resources and providers that the server does not leave out */
    ApiServer(Set<Class<?>> classes) {
        this(classes, new IssuerMetadata("https://example.org", "https://example.org", true));
    }

    /** @param issuer what is told of the issuer */
    ApiServer(Set<Class<?>> classes, IssuerMetadata issuer) {
        ResourceConfig config = new ResourceConfig(classes);
        config.property("jersey.config.server.wadl.disableWadl", true);
        config.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(DependentContext.class)
                        .to(
                                new jakarta.ws.rs.core.GenericType<
                                        org.glassfish.hk2.api.Context<jakarta.enterprise.context.Dependent>>() {})
                        .in(jakarta.inject.Singleton.class);
                UseCases.ports().forEach(this::bindPort);
                bind(new FakeContactParser()).to(ContactParser.class);
                bind(new ClientOriginResolver(List.of("192.0.2.0/24"), ProxyHeader.X_FORWARDED_FOR))
                        .to(ClientOriginResolver.class);
                PeerAddress peer = () -> "192.0.2.1";
                bind(peer).to(PeerAddress.class);
                bind(RoutedApp.class).to(RequestApp.class);
                bind(PropertyCaller.class).to(RequestCaller.class).in(jakarta.inject.Singleton.class);
                RefusedKeys refusedKeys = refused::add;
                bind(refusedKeys).to(RefusedKeys.class);
                RequestBounds bounds = new RequestBounds(LONGEST_BODY, 100, 6 * 1024 * 1024);
                bind(bounds).to(RequestBounds.class);
                bind(new BodyMemory(bounds.bodyMemory())).to(BodyMemory.class);
                bind(new RestSettings(Locale.ENGLISH, PUBLIC_URL)).to(RestSettings.class);
                bindFactory(ApiServer.this::faces).to(FaceSettings.class);
                bindFactory(() -> operators).to(OperatorAccess.class);
                bind(new EssdeeSettings(Duration.ofSeconds(7), Duration.ofMinutes(9), false))
                        .to(EssdeeSettings.class);
                bind(new SunbirdSettings(new ApiKeys(List.of("another key", API_KEY))))
                        .to(SunbirdSettings.class);
                RequestTimes times =
                        (route, method, status, nanos) -> measured.add(method + ' ' + route + ' ' + status);
                bind(times).to(RequestTimes.class);
                bind(new AnswerIntervals(
                                new AnswerInterval(Duration.ofMillis(10)), new AnswerInterval(Duration.ofMillis(50))))
                        .to(AnswerIntervals.class);
                bind(requestTime).to(RequestClock.class);
                bind(requestTime).to(AnswerPause.class);
                bind(decisions).to(RequestDecisions.class);
                WallClock clock = () -> Fixtures.NOW;
                bind(clock).to(WallClock.class);
                bind(new DrfUserSettings(Duration.ofMinutes(30), Duration.ofSeconds(10), ApiServer::mobile))
                        .to(DrfUserSettings.class);
                bind(new ResourceServers(new ApiKeys(List.of("another key", RESOURCE_SERVER_KEY))))
                        .to(ResourceServers.class);
                bind(issuer).to(IssuerMetadata.class);
                bind(new PublishedKeys(() -> "{\"keys\":[]}", Duration.ofMinutes(20)))
                        .to(PublishedKeys.class);
                bindFactory(() -> browserSessions).to(BrowserSessions.class);
                bindFactory(() -> pages).to(PageSettings.class);
                bindFactory(() -> console).to(ConsoleSettings.class);
                bind(WebFiles.open()).to(ServletContext.class);
                bindAsContract(Client.class);
                bindAsContract(AdminActs.class);
                bindAsContract(Admissions.class).in(jakarta.inject.Singleton.class);
            }

            @SuppressWarnings("unchecked")
            private <T> void bindPort(Class<T> port) {
                bind((T) useCases.facade(port)).to(port);
            }
        });
        URI wanted = UriBuilder.fromUri("http://localhost/")
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(0)
                .build();
        server = JdkHttpServerFactory.createHttpServer(wanted, config);
        base = UriBuilder.fromUri(wanted).port(server.getAddress().getPort()).build();
    }

    /** Stands for the numbering plans: Germany is the default region. */
    private static String mobile(PhoneNumber number) {
        return number.value().startsWith("+49") ? "0" + number.value().substring(3) : number.value();
    }

    private FaceSettings faces() {
        return new FaceSettings(
                LatchkeyRestClasses.faces().stream()
                        .map(face -> new FaceRoute(face, true, ""))
                        .toList(),
                concealsAccounts
                        ? LatchkeyRestClasses.faces().stream().map(Face::name).collect(Collectors.toSet())
                        : Set.of());
    }

    /** Restores the initial state. */
    void reset() {
        concealsAccounts = false;
        operators = WITH_TOKENS;
        browserSessions = browserSessions(true);
        measured.clear();
        requestTime.clear();
        refused.clear();
        useCases.clear();
    }

    void concealAccounts() {
        concealsAccounts = true;
    }

    void serveNoBrowserSessions() {
        browserSessions = browserSessions(false);
    }

    private static BrowserSessions browserSessions(boolean areServed) {
        return new BrowserSessions(areServed, AllowedOrigins.parse(List.of(PAGES)), Duration.ofDays(30));
    }

    void show(PageSettings settings) {
        pages = settings;
    }

    void show(ConsoleSettings settings) {
        console = settings;
    }

    void letOperatorsInBy(OperatorAccess access) {
        operators = access;
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
