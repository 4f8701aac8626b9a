package io.latchkey.bootstrap.e2e;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the scenarios with the embedded database, and those of a real browser. */
@ExtendWith(Backdrop.OfH2.class)
@ExtendWith(ArquillianExtension.class)
class NativeApiOnH2IT extends NativeApi
        implements AccessibilityScenarios,
                BrowserScenarios,
                ChromiumScenarios,
                ClientScenarios,
                ConsoleAccessibilityScenarios,
                ConsoleScenarios,
                ConsoleSignInScenarios,
                InboxScenarios {
    @Deployment(name = "h2", managed = false, testable = false)
    @TargetsContainer("h2")
    static WebArchive archive() {
        return war();
    }

    @Override
    public Site site() {
        return Site.onH2();
    }
}
