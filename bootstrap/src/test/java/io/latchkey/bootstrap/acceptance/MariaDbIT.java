package io.latchkey.bootstrap.acceptance;

import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** All scenarios on one server, on a real MariaDB. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@ExtendWith(ArquillianExtension.class)
class MariaDbIT implements HealthScenarios {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    @TargetsContainer("mariadb")
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>(MariaDb.start());
        settings.put("latchkey.mode", "dev");
        settings.put(
                "latchkey.data-dir", AcceptanceSettings.folder("mariadb-node").toString());
        AcceptanceSettings.write("mariadb", settings);
        return LatchkeyWar.archive();
    }

    @Override
    public URI server() {
        return URI.create("http://127.0.0.1:" + url.getPort());
    }
}
