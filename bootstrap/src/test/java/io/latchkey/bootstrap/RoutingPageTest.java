package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.routing.RoutingFile;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.domain.delivery.RoutingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the service accepts the examples on the operators' page about routes. */
class RoutingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "routing.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Set<String> APPS = Stream.concat(
                    Stream.of("native"), Catalog.faces().stream().map(FaceKeys::face))
            .collect(Collectors.toSet());
    private static final Set<String> MAIL_SERVERS = Set.of("smtp", "smtp-2");

    @TempDir
    private Path folder;

    private static List<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** The rules as the service reads them, with all bundled providers and every value that they need. */
    private List<RoutingRule> rules(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), yaml);
        Map<String, String> values = new HashMap<>();
        values.put("latchkey.smtp.host", "mail.example.org");
        values.put("latchkey.smtp-2.host", "spare.example.net");
        values.put("latchkey.delivery.routes", file.toString());
        Settings none = SettingsFixture.of(Map.of());
        for (String provider : RoutingFile.read(file, APPS).providers()) {
            if (!MAIL_SERVERS.contains(provider)) {
                SmsProvider.definition(none, provider)
                        .facts()
                        .required()
                        .forEach(value -> values.put(
                                "latchkey.providers." + provider + "." + value,
                                value.equals("private-key") ? HandedVerificationTest.privateKey() : "any"));
            }
        }
        Settings settings = SettingsFixture.of(values);
        Clock clock = Clock.systemUTC();
        return new DeliveryPlanner(
                        settings,
                        "https://id.example.org",
                        new MailHosts(settings, clock).providers(),
                        false,
                        (provider, reference, state) -> {},
                        clock)
                .plan()
                .plan()
                .routes()
                .rules();
    }

    @Test
    void every_example_is_taken_as_it_stands() throws IOException {
        assertThat(examples()).isNotEmpty();
        for (String example : examples()) {
            int written = (int)
                    example.lines().filter(line -> line.startsWith("  - ")).count();
            // The last rule is for e-mails that no other rule fits.
            assertThat(rules(example)).as(example).hasSize(written + 1);
        }
    }

    @Test
    void an_example_with_a_slip_is_not_taken() throws IOException {
        String slip = examples().get(0).replaceFirst("region:", "regoin:");
        assertThatThrownBy(() -> rules(slip))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("sets regoin, which sinch has no use for");
    }

    @Test
    void the_examples_show_every_key() throws IOException {
        String all = String.join("\n", examples());
        assertThat(Stream.of(
                        "when",
                        "steps",
                        "channel",
                        "country",
                        "prefix",
                        "purpose",
                        "app",
                        "providers",
                        "from",
                        "template-id",
                        "values",
                        "base-url",
                        "wait"))
                .allSatisfy(key -> assertThat(all).contains(key + ":"));
    }

    @Test
    void the_page_names_every_figure_of_health_with_its_default() throws IOException {
        String page = Files.readString(PAGE);
        String prefix = "latchkey.delivery.health.";
        List<Setting<?>> figures = Catalog.all().stream()
                .filter(setting -> setting.key().startsWith(prefix))
                .toList();
        assertThat(figures)
                .isNotEmpty()
                .allSatisfy(figure -> assertThat(page)
                        .contains("| `" + figure.key().substring(prefix.length()) + "` | " + figure.defaultValue()
                                + " |"));
    }
}
