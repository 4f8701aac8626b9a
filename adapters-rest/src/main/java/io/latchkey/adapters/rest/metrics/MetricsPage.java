package io.latchkey.adapters.rest.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Shows all figures, in the text format of Prometheus or in that of OpenMetrics. It is a servlet and no JAX-RS
 * resource, because a servlet of this exact path comes before the page that some servers add to an application.
 */
public final class MetricsPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    @Inject
    private transient PrometheusRegistry registry;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExpositionFormatWriter format = format(request.getHeader("Accept"));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        format.write(text, registry.scrape());
        response.setContentType(format.getContentType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }

    private static ExpositionFormatWriter format(String accepted) {
        return accepted != null && accepted.contains("application/openmetrics-text")
                ? FORMATS.getOpenMetricsTextFormatWriter()
                : FORMATS.getPrometheusTextFormatWriter();
    }
}
