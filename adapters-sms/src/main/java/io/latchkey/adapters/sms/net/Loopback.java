package io.latchkey.adapters.sms.net;

import java.util.regex.Pattern;

/** Tells this machine by its names, so that what must be encrypted elsewhere may go plain to a neighbour process. */
public final class Loopback {
    private static final Pattern NAMES =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Looks nothing up: a name that a name server leads here is no name of this machine. */
    public static boolean names(String host) {
        return NAMES.matcher(host).matches();
    }
}
