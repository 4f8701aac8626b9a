package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.delivery.RouteQuery;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    /** Shorter than the time for which a replaced provider stays open. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final Map<String, String> values = new HashMap<>();
    private final AuditTrail audit = new LoggedAuditTrail(Clock.systemUTC());

    private Delivery delivery() {
        NumberingPlans plans = new NumberingPlans("DE");
        return new Delivery(
                SettingsFixture.of(values),
                new NumberingPlanContactParser(plans),
                plans,
                "https://id.example.org",
                Clock.systemUTC());
    }

    private static boolean isRoutedTo(Delivery delivery, String provider) {
        return delivery.ports()
                .plans()
                .current()
                .routes()
                .find(new RouteQuery(new PhoneNumber("+4915112345678"), "DE", Optional.empty()))
                .orElseThrow()
                .steps()
                .get(0)
                .choices()
                .get(0)
                .provider()
                .equals(provider);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void goes_by_routes_that_changed_while_the_rest_of_the_service_was_made() throws IOException {
        values.put("latchkey.sms.url", "https://sms.example.org/");
        values.put("latchkey.sms.name", "plain");
        Path routes = Files.writeString(folder.resolve("routes.yaml"), "rules:\n  - providers: [inbox]\n");
        values.put("latchkey.delivery.routes", routes.toString());
        try (Delivery delivery = delivery()) {
            assertThat(isRoutedTo(delivery, "inbox")).isTrue();
            Files.writeString(routes, "rules:\n  - providers: [plain]\n");
            delivery.start((provider, reference, state) -> {}, audit);
            Await.until("the changed route", SOON, () -> isRoutedTo(delivery, "plain"));
        }
    }

    @Test
    void leaves_no_mail_host_open_when_its_start_is_refused() {
        values.put("latchkey.smtp.host", "127.0.0.1");
        values.put("latchkey.smtp.from", "codes@example.org");
        values.put("latchkey.sms.provider", "nobody-such");
        assertThatThrownBy(this::delivery)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("latchkey.sms.provider must be one of");
        Await.until("no mail host's thread", SOON, () -> threads("latchkey-smtp-watchdog") == 0);
    }

    @Test
    void ends_what_it_has_just_replaced_when_it_is_closed() throws IOException {
        values.put("latchkey.providers.folder", folder.toString());
        values.put("latchkey.providers.allow-private", "true");
        values.put("latchkey.sms.provider", "replaced");
        values.put("latchkey.providers.replaced.user", "node");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            define(silent.getLocalPort(), 10);
            try (Delivery delivery = delivery()) {
                delivery.start((provider, reference, state) -> {}, audit);
                define(silent.getLocalPort(), 20);
                Await.until("the one before and the one after", SOON, () -> threads("latchkey-smpp-replaced") == 2);
            }
        }
        Await.until("none of them", SOON, () -> threads("latchkey-smpp-replaced") == 0);
    }

    private void define(int port, int window) throws IOException {
        Files.writeString(folder.resolve("replaced.yaml"), String.format(Locale.ROOT, """
                name: replaced
                channel: sms
                smpp: {host: 127.0.0.1, port: %d, tls: false, system-id: "{secret.user}", password: "{secret.user}", window: %d}
                """, port, window));
    }
}
