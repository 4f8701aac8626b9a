package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** What clients of drf-user see. */
interface DrfUserScenarios extends Scenarios {
    /** What these scenarios need configured. */
    static void configure(Properties settings) {}
}
