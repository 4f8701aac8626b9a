package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.key.ServerKeys;

/** Whether clients call. The launcher calls before there are any, and nothing is kept of that. */
final class Clients {
    private volatile boolean areThere;

    /** Asked for each call. */
    boolean areThere() {
        if (!areThere && System.getProperty(ServerKeys.WARMING_UP) == null) {
            areThere = true;
        }
        return areThere;
    }
}
