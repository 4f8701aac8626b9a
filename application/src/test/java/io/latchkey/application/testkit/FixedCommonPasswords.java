package io.latchkey.application.testkit;

import io.latchkey.application.user.port.CommonPasswords;
import java.util.Locale;
import java.util.Set;

/** A block list of two passwords. */
public final class FixedCommonPasswords implements CommonPasswords {
    /** A password that is on the list. */
    public static final String COMMON = "iloveyou123";

    private static final Set<String> LIST = Set.of(COMMON, "password1234");

    @Override
    public boolean contains(String password) {
        return LIST.contains(password.toLowerCase(Locale.ROOT));
    }
}
