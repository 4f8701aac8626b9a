package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

/** Runs scenarios against the packaged WAR. At the end it searches the server's database and log for secrets. */
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
    @Order(Integer.MAX_VALUE)
    void keeps_no_secret_in_the_database_or_the_log() {
        deployer.undeploy(site().name());
        RUNNING.set("");
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
