package io.latchkey.bootstrap.e2e;

import java.time.Duration;
import java.util.Properties;

/** Configuration for the scenarios of the faces, beyond the configuration of every site. */
final class FaceConfiguration {
    private FaceConfiguration() {}

    /** How recent a sign-in must be for a change that could lose the owner the account. */
    static final Duration RECENT = Duration.ofSeconds(15);

    static void addTo(Properties settings) {
        settings.setProperty("latchkey.session.recent-sign-in", RECENT.toString());
        EssdeeScenarios.configure(settings);
        SunbirdScenarios.configure(settings);
        BioentrustScenarios.configure(settings);
        DhiwiseScenarios.configure(settings);
        DrfUserScenarios.configure(settings);
    }
}
