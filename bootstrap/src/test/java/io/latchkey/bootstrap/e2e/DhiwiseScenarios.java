package io.latchkey.bootstrap.e2e;

import java.util.Properties;

/** What clients of the user management DhiWise generates see. */
interface DhiwiseScenarios extends Scenarios {
    /** What these scenarios need configured. */
    static void configure(Properties settings) {}
}
