package io.latchkey.adapters.rest.pages;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the pages for people and their files. */
@Path("")
@Endpoint
public final class PagesResource {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");
    /** Scripts and styles are loaded from this site only. The API browser has inline styles of its own. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";

    /** Part of the start page that only developers see. */
    private static final String DEVELOPERS_GUIDE = "/dev/guide.html";

    @Inject
    private ServletContext files;

    @Inject
    private PageSettings settings;

    @Inject
    private RestSettings rest;

    @GET
    public Response home(@Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        return settings.hasStart() ? wordedPage("/index.html", uri, languages) : notFound();
    }

    @GET
    @Path("docs")
    public Response apiBrowser(@Context UriInfo uri) {
        return settings.hasApiBrowser() ? page("/docs/index.html", uri) : notFound();
    }

    @GET
    @Path("reset-password")
    public Response resetPassword(
            @Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages) {
        return wordedPage("/reset-password.html", uri, languages);
    }

    @GET
    @Path("assets/{name: [a-z-]+\\.[a-z]+}")
    public Response asset(@Context UriInfo uri) {
        return file("/" + relative(uri));
    }

    @GET
    @Path("webjars/{path: [A-Za-z0-9./_-]+}")
    public Response library(@Context UriInfo uri) {
        String path = relative(uri);
        return path.contains("..") || !settings.hasApiBrowser() ? notFound() : file("/" + path);
    }

    /**
     * Returns the page of the web application at that path. Its links lead from the path at which it was asked for, so
     * that it also works below a path of the server's.
     */
    public Response page(String path, UriInfo uri) {
        return page(path, uri, Map.of());
    }

    /** @param gaps what the page fills in beside its root, as HTML */
    public Response page(String path, UriInfo uri, Map<String, String> gaps) {
        Map<String, String> values = new HashMap<>(gaps);
        values.put("root", root(uri));
        return read(path).map(page -> answer(PageText.fill(page, values), path)).orElseGet(PagesResource::notFound);
    }

    /** Returns a page for people in the first of their languages that there is. */
    private Response wordedPage(String path, UriInfo uri, @Nullable String languages) {
        PageLanguage language = PageLanguage.of(languages, rest.defaultLocale());
        Map<String, String> values = PageText.values(language, settings.site());
        values.put("root", root(uri));
        String guide = settings.isForDevelopers() ? read(DEVELOPERS_GUIDE).orElse("") : "";
        values.put("guide", PageText.fill(guide, values));
        return read(path)
                .map(page -> Response.fromResponse(answer(PageText.fill(page, values), path))
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .build())
                .orElseGet(PagesResource::notFound);
    }

    private Optional<String> read(String path) {
        @Nullable InputStream content = files.getResourceAsStream(path);
        if (content == null) {
            return Optional.empty();
        }
        try (content) {
            return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns what leads from the path of the request to that of the application. */
    static String root(UriInfo uri) {
        return "../"
                .repeat((int) relative(uri).chars().filter(each -> each == '/').count());
    }

    private static String relative(UriInfo uri) {
        return uri.getPath().startsWith("/") ? uri.getPath().substring(1) : uri.getPath();
    }

    /**
     * Returns the file of the web application at that path. The answer is 404 when there is none, or its type is not
     * served.
     */
    public Response file(String path) {
        @Nullable InputStream content = files.getResourceAsStream(path);
        return content == null ? notFound() : answer(content, path);
    }

    private static Response answer(Object content, String path) {
        @Nullable String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (mediaType == null) {
            return notFound();
        }
        return Response.ok(content, mediaType)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /** Answers 404 to a path without a page. */
    public static Response notFound() {
        return Problem.of(404, "not-found", "Not found").toResponse();
    }
}
