package io.latchkey.adapters.sms.net;

import java.util.regex.Pattern;

/** Recognises names of this machine. Traffic to a process on this machine may go unencrypted. */
public final class Loopback {
    private static final Pattern NAMES =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /**
     * Whether the name means this machine. No name server is asked, so a name that only resolves here does not count.
     */
    public static boolean names(String host) {
        return NAMES.matcher(host).matches();
    }
}
