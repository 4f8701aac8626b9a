package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** Configuration for the scenarios of the faces, beyond the configuration of every site. */
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
