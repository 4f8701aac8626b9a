package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** What the scenarios of the faces need configured, beyond what every site has. */
final class FaceConfiguration {
    private FaceConfiguration() {}

    static void addTo(Properties settings) {
        EssdeeScenarios.configure(settings);
        SunbirdScenarios.configure(settings);
        BioentrustScenarios.configure(settings);
        DhiwiseScenarios.configure(settings);
        DrfUserScenarios.configure(settings);
    }
}
