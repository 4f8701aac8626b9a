package io.latchkey.adapters.rest.client;

import io.latchkey.adapters.rest.api.AcceptLanguage;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.application.session.RecognizeDeviceUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where the current request comes from and which language it asks for. Both are known without a sign-in. */
@Endpoint
public final class Client {
    private static final int LONGEST_TAG = 35;

    private final ClientOriginResolver resolver;
    private final PeerAddress peer;
    private final RequestApp app;
    private final RecognizeDeviceUseCase devices;
    private final RestSettings settings;

    @Inject
    public Client(
            ClientOriginResolver resolver,
            PeerAddress peer,
            RequestApp app,
            RecognizeDeviceUseCase devices,
            RestSettings settings) {
        this.resolver = resolver;
        this.peer = peer;
        this.app = app;
        this.devices = devices;
        this.settings = settings;
    }

    public ClientOrigin origin(HttpHeaders headers) {
        return origin(
                        headers.getRequestHeader(resolver.header().fieldName()),
                        headers.getHeaderString(HttpHeaders.USER_AGENT))
                .on(DeviceToken.of(headers).flatMap(devices::recognize));
    }

    /** Returns the origin of a request that a filter sees. Its device is not looked at. */
    public ClientOrigin origin(ContainerRequestContext request) {
        return origin(
                request.getHeaders().get(resolver.header().fieldName()),
                request.getHeaderString(HttpHeaders.USER_AGENT));
    }

    private ClientOrigin origin(@Nullable List<String> proxyLines, @Nullable String userAgent) {
        return resolver.resolve(peer.get(), proxyLines == null ? List.of() : proxyLines, userAgent)
                .forApp(app.get());
    }

    /**
     * Returns the language that the request asks for. The result is the default when the request asks for none or its
     * field is malformed.
     */
    private Locale locale(HttpHeaders headers) {
        return accepted(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)).orElse(settings.defaultLocale());
    }

    /** Returns the origin of the request and the language it asks for. */
    public Requester requester(HttpHeaders headers) {
        return new Requester(locale(headers), origin(headers));
    }

    public Locale defaultLocale() {
        return settings.defaultLocale();
    }

    /**
     * Reads a language tag of at most 35 characters (BCP 47).
     *
     * @throws InvalidValueException when the text is not such a tag
     */
    public static Locale parseLocale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
            if (!locale.getLanguage().isEmpty() && tag.length() <= LONGEST_TAG) {
                return locale;
            }
        } catch (IllformedLocaleException malformed) {
            throw notATag();
        }
        throw notATag();
    }

    private static InvalidValueException notATag() {
        return new InvalidValueException("must be a language tag such as en or de-AT");
    }

    private static Optional<Locale> accepted(@Nullable String acceptLanguage) {
        try {
            return AcceptLanguage.ranges(acceptLanguage).stream()
                    .filter(range -> !range.getRange().contains("*"))
                    .findFirst()
                    .map(range -> parseLocale(range.getRange()));
        } catch (InvalidValueException notATag) {
            return Optional.empty();
        }
    }
}
