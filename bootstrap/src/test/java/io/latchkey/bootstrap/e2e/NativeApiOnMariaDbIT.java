package io.latchkey.bootstrap.e2e;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the scenarios with a real MariaDB, beside a service that checks our tokens. */
@ExtendWith(Backdrop.OfMariaDb.class)
@ExtendWith(ArquillianExtension.class)
class NativeApiOnMariaDbIT extends NativeApi implements ResourceServerScenarios {
    @Deployment(name = "mariadb", managed = false, testable = false)
    @TargetsContainer("mariadb")
    static WebArchive archive() {
        return war();
    }

    @Override
    public Site site() {
        return Site.onMariaDb();
    }
}
