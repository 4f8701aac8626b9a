package io.latchkey.bootstrap.acceptance;

import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** All scenarios on one server in dev mode, on an H2 file. */
@ExtendWith(ArquillianExtension.class)
class H2IT implements HealthScenarios {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    @TargetsContainer("h2")
    static WebArchive war() {
        AcceptanceSettings.write(
                "h2",
                Map.of(
                        "latchkey.mode",
                        "dev",
                        "latchkey.data-dir",
                        AcceptanceSettings.folder("h2-data").toString()));
        return LatchkeyWar.archive();
    }

    @Override
    public URI server() {
        return URI.create("http://127.0.0.1:" + url.getPort());
    }
}
