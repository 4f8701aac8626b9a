package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** What clients of BioEntrust's accounts see. */
interface BioentrustScenarios extends Scenarios {
    /** What these scenarios need configured. */
    static void configure(Properties settings) {}
}
