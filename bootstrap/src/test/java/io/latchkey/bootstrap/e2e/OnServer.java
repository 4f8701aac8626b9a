package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.domain.admin.AuditCheckpoint;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Runs scenarios against the packaged WAR. At the end it searches the server's database and log for secrets, and the database for the
 * reason of each refusal.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OnServer implements Scenarios {
    private static final AtomicReference<String> RUNNING = new AtomicReference<>("");

    @ArquillianResource
    private Deployer deployer;

    /** The archive of the build, at the root of the server. */
    static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(new File(System.getProperty("latchkey.test.war", "target/latchkey.war")))
                .as(WebArchive.class);
    }

    /** Least number of secrets that must be known at the end, so that the search is not empty. */
    abstract int fewestSecrets();

    /** Starts the server of this class once, before its first test. */
    @BeforeEach
    void deploy() {
        Explained.begin();
        if (!RUNNING.get().equals(site().name())) {
            deployer.deploy(site().name());
            RUNNING.set(site().name());
            // A server also answers when its application failed to start.
            assertThat(visitor().get("/health").status())
                    .as("health of a new server")
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void writes_audit_lines_as_declared_and_names_nobody_in_them() {
        String log = Traces.log(site().logFile());
        List<JsonNode> lines = AuditLines.in(log).parsed();
        assertThat(lines).hasSizeGreaterThan(fewestSecrets()).allSatisfy(OnServer::isDeclared);
        assertThat(lines)
                .extracting(line -> line.path("event").asText())
                .contains("signed_in", "sign_in_refused", "code_refused");
        Secrets secrets = site().secrets();
        Set<String> contacts = Site.POST.destinations();
        assertThat(contacts).hasSizeGreaterThan(10);
        assertThat(AuditLines.in(log).leaks(secrets, contacts)).isEmpty();
        String contact = contacts.iterator().next();
        String code = secrets.keepCode("918274");
        String canary = log + "\n{\"at\":\"now\",\"reason\":\"" + contact + " typed " + code + "\"}";
        assertThat(AuditLines.in(canary).leaks(secrets, contacts))
                .as("the contact and the code that were put in to see them found")
                .containsExactlyInAnyOrder(contact, code);
    }

    private static void isDeclared(JsonNode line) {
        if (line.has("checkpoint")) {
            assertThat(line.fieldNames()).toIterable().containsExactlyInAnyOrder("at", "checkpoint");
            assertThat(AuditCheckpoint.findAll(line.path("checkpoint").asText()))
                    .hasSize(1);
            return;
        }
        AuditTrail.Event event =
                AuditTrail.Event.valueOf(line.path("event").asText().toUpperCase(Locale.ROOT));
        Set<String> allowed =
                event.details().stream().map(AuditTrail.Detail::key).collect(Collectors.toSet());
        allowed.addAll(List.of("at", "event"));
        assertThat(line.fieldNames()).toIterable().isSubsetOf(allowed);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void keeps_no_secret_in_the_database_or_the_log() {
        deployer.undeploy(site().name());
        RUNNING.set("");
        // Here, because the embedded database opens to one process at a time.
        Explained.areKept(site());
        Secrets secrets = site().secrets();
        assertThat(secrets.count()).isGreaterThan(fewestSecrets());
        List<String> traces = Traces.of(site());
        assertThat(traces).allSatisfy(trace -> assertThat(trace).isNotBlank());
        assertThat(String.join("\n", traces))
                .as("the search covers outbox, accounts and log")
                .containsIgnoringCase("outbox_message")
                .containsIgnoringCase("password_hash")
                .contains("@example.org");
        String canary = secrets.keep("canary in the coal mine");
        String canaryCode = secrets.keepCode("918273");
        assertThat(secrets.findIn(String.join("\n", traces) + "\n'" + canary + "' '" + canaryCode + "'"))
                .as("secrets in database and log, next to the two put in to see them found")
                .containsExactly(canaryCode, canary);
    }
}
