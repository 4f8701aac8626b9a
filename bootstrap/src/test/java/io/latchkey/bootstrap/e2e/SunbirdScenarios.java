package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** What clients of Sunbird's one-time codes see. */
interface SunbirdScenarios extends Scenarios {
    /** What these scenarios need configured. */
    static void configure(Properties settings) {}
}
