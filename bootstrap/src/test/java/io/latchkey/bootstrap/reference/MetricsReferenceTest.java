package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.rest.metrics.FunnelMetrics;
import io.latchkey.adapters.rest.metrics.MetricsSettings;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.FunnelWindow;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that the catalogue of metrics, the alert rules and the dashboard name what {@code /metrics} answers. */
class MetricsReferenceTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(latchkey_[a-z_]+)` \\| (counter|gauge|histogram) \\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("\\blatchkey_[a-z_]+[a-z]\\b");

    @AutoClose
    private final LatchkeyDatabase database = LatchkeyDatabase.open(DatabaseSettings.h2InMemory("metrics"));

    private final ServiceMetrics metrics = new ServiceMetrics(() -> Map.of("signed_in", 3L));

    @BeforeEach
    void showDecisions() {
        metrics.decisionsLeftOut(() -> 2);
    }

    private static final PasswordHasher HASHER = new PasswordHasher() {
        @Override
        public PasswordHash hash(Password password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Match verify(Password password, Optional<PasswordHash> stored) {
            return Match.NO;
        }
    };

    private static final DeliveryPlans PLANS = () -> new DeliveryPlans.Plan() {
        @Override
        public RoutingTable routes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            boolean wasAsked = provider.equals("acme");
            return new Handover(
                    new DeliveryOutcome.Unknown("no answer"), wasAsked, Channel.EMAIL, "", 1, Optional.empty());
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            return Optional.empty();
        }
    };

    private static final OutboundMessage MESSAGE = new OutboundMessage(
            new OutboxMessageId(new UUID(0, 1)),
            MessageKind.CODE,
            EmailAddress.parse("ada@example.org"),
            Locale.ENGLISH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(5));

    /** All figures, after one of each kind was measured. */
    private String text(ExpositionFormatWriter format) throws IOException {
        MutableClock clock = new MutableClock();
        database.show(metrics.registry());
        metrics.request("/api/v1/otp/{id}", "GET", 404, Duration.ofMillis(30).toNanos());
        metrics.waited(Duration.ofMillis(200));
        metrics.receipt("acme", ReceiptFate.MATCHED);
        metrics.receipt("acme", ReceiptFate.UNKNOWN_ID);
        metrics.receipt("acme", ReceiptFate.UNKNOWN_ID);
        metrics.receipt("acme", ReceiptFate.NO_ID);
        PasswordHasher hasher = metrics.measured(HASHER);
        assertThat(hasher.verify(new Password("correct horse battery"), Optional.empty()))
                .isEqualTo(PasswordHasher.Match.NO);
        for (String provider : List.of("acme", "never-asked")) {
            metrics.measured(PLANS).current().handOver(MESSAGE, provider, SenderProfile.NONE, "DE");
        }
        new FunnelMetrics(
                        metrics.registry(),
                        window -> new Funnel(
                                clock.instant().minus(window),
                                clock.instant(),
                                List.of(new FunnelRow(
                                        new FunnelRow.Key("acme", "DE", Channel.SMS, "code-sign-in/de"),
                                        new FunnelRow.Counts(4, 3, 2, 1, 1),
                                        Optional.of(new Cost(70_000, "EUR")))),
                                List.of(new Funnel.ProviderStatus("acme", ProviderHealth.State.CLOSED, 1, Map.of()))),
                        new MetricsSettings(FunnelWindow.parse("PT1H")),
                        clock)
                .register();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(bytes, metrics.registry().scrape());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static PrometheusTextFormatWriter prometheus() {
        return PrometheusTextFormatWriter.create();
    }

    @Test
    void the_catalogue_names_every_metric_and_its_type() throws IOException {
        assertThat(typesIn(ROW, Files.readString(DOCS.resolve("metrics.md"))))
                .isEqualTo(typesIn(TYPE, text(prometheus())));
    }

    private static Map<String, String> typesIn(Pattern pattern, String text) {
        Map<String, String> types = new TreeMap<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            if (found.group(1).startsWith("latchkey_")) {
                types.put(found.group(1), found.group(2));
            }
        }
        return types;
    }

    @Test
    void alerts_and_dashboard_ask_for_metrics_that_exist() throws IOException {
        Set<String> known = new TreeSet<>();
        typesIn(ROW, Files.readString(DOCS.resolve("metrics.md"))).forEach((name, type) -> {
            if (type.equals("histogram")) {
                Stream.of("_bucket", "_sum", "_count").forEach(part -> known.add(name + part));
            } else {
                known.add(name);
            }
        });
        for (String file : List.of("latchkey-alerts.yml", "latchkey-alerts-test.yml", "grafana-dashboard.json")) {
            Set<String> asked = new TreeSet<>();
            Matcher name = NAME.matcher(Files.readString(DOCS.resolve("deploy").resolve(file)));
            while (name.find()) {
                asked.add(name.group());
            }
            assertThat(asked).as(file).isNotEmpty().isSubsetOf(known);
        }
    }

    @Test
    void each_figure_has_its_value_and_labels() throws IOException {
        assertThat(text(prometheus()).lines())
                .contains(
                        "latchkey_events_total{event=\"signed_in\"} 3.0",
                        "latchkey_pool_waiting{pool=\"writers\"} 0.0",
                        "latchkey_pool_max{pool=\"readers\"} 16.0",
                        "latchkey_http_request_duration_seconds_bucket"
                                + "{method=\"GET\",route=\"/api/v1/otp/{id}\",status=\"4xx\",le=\"0.025\"} 0",
                        "latchkey_http_request_duration_seconds_bucket"
                                + "{method=\"GET\",route=\"/api/v1/otp/{id}\",status=\"4xx\",le=\"0.05\"} 1",
                        "latchkey_password_hash_duration_seconds_count 1",
                        "latchkey_provider_send_duration_seconds_count{outcome=\"unknown\",provider=\"acme\"} 1",
                        "latchkey_dispatch_lag_seconds_sum 0.2",
                        "latchkey_receipts_total{outcome=\"matched\",provider=\"acme\",reason=\"same-id\"} 1.0",
                        "latchkey_receipts_total{outcome=\"unmatched\",provider=\"acme\",reason=\"unknown-id\"} 2.0",
                        "latchkey_receipts_total{outcome=\"malformed\",provider=\"acme\",reason=\"no-id\"} 1.0",
                        "latchkey_delivery_messages{channel=\"sms\",country=\"DE\",provider=\"acme\",stage=\"accepted\","
                                + "template=\"code-sign-in/de\"} 3.0",
                        "latchkey_delivery_cost{channel=\"sms\",country=\"DE\",currency=\"EUR\",provider=\"acme\","
                                + "template=\"code-sign-in/de\"} 0.07")
                .noneMatch(line -> line.contains("never-asked"));
    }

    @Test
    void openmetrics_has_the_same_figures() throws IOException {
        assertThat(text(OpenMetricsTextFormatWriter.create()))
                .contains("# TYPE latchkey_events counter\n", "latchkey_events_total{event=\"signed_in\"} 3.0\n")
                .endsWith("# EOF\n");
    }

    @Test
    void measuring_starts_no_thread() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        String unused = text(prometheus());
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("prometheus"))
                .isSubsetOf(before);
    }
}
