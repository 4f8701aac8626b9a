package io.latchkey.adapters.rest.pages;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.problem.ProblemTexts;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Serves a page about each kind of problem, and the list of them, in the reader's language. */
@Path("problems")
@Endpoint
public final class ProblemPagesResource {
    /** The pages have no scripts and no forms. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="%1$s" dir="%2$s">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%4$s</title>
              <link rel="icon" href="%3$sassets/latchkey.svg" type="image/svg+xml">
              <link rel="stylesheet" href="%3$sassets/latchkey.css">
            </head>
            <body>
            <header class="hero">
              <img src="%3$sassets/latchkey.svg" alt="" width="56" height="56">
              <div>
                <h1>%4$s</h1>
            %5$s
              </div>
            </header>
            <main>
            %6$s
            </main>
            </body>
            </html>
            """;

    @Inject
    private RestSettings settings;

    @GET
    public Response list(@Context HttpHeaders headers, @Context UriInfo uri) {
        ProblemTexts texts = texts(headers);
        String root = PagesResource.root(uri);
        StringBuilder links = new StringBuilder("<ul>\n");
        for (String name : ProblemTexts.names()) {
            links.append("  <li><a href=\"%sproblems/%s\">%s</a> <code dir=\"ltr\">%s</code></li>\n"
                    .formatted(root, name, escaped(texts.title(name)), name));
        }
        return page(texts, root, texts.word("page.problems"), paragraph(texts.word("page.intro")), links + "</ul>");
    }

    @GET
    @Path("{name: [a-z-]+}")
    public Response about(@PathParam("name") String name, @Context HttpHeaders headers, @Context UriInfo uri) {
        if (!ProblemTexts.names().contains(name)) {
            return PagesResource.notFound();
        }
        ProblemTexts texts = texts(headers);
        String root = PagesResource.root(uri);
        String body = section(texts.word("page.happened"), texts.happened(name))
                + section(texts.word("page.advice"), texts.advice(name))
                + "<p><a href=\"%sproblems\">%s</a></p>".formatted(root, escaped(texts.word("page.all")));
        return page(texts, root, texts.title(name), "    <p><code dir=\"ltr\">" + name + "</code></p>", body);
    }

    private ProblemTexts texts(HttpHeaders headers) {
        return ProblemTexts.accepted(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), settings.defaultLocale());
    }

    private static Response page(ProblemTexts texts, String root, String title, String below, String body) {
        String page = PAGE.formatted(
                texts.language(), texts.isRightToLeft() ? "rtl" : "ltr", root, escaped(title), below, body);
        return Response.ok(page, "text/html; charset=utf-8")
                .header(HttpHeaders.CONTENT_LANGUAGE, texts.language())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static String section(String heading, String sentence) {
        return "<section>\n  <h2>" + escaped(heading) + "</h2>\n" + paragraph(sentence) + "\n</section>\n";
    }

    private static String paragraph(String sentence) {
        return "    <p>" + escaped(sentence) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
