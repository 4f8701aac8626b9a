package io.latchkey.adapters.platform.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import io.latchkey.application.user.port.CommonPasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** The 30,000 passwords at the top of zxcvbn's list, which is sorted by how often they were found in breaches. */
public final class CommonPasswordList implements CommonPasswords {
    private final Set<String> passwords;

    public CommonPasswordList() {
        try {
            passwords = Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean contains(String password) {
        return passwords.contains(password.toLowerCase(Locale.ROOT));
    }

    /** Number of passwords on the list. */
    public int size() {
        return passwords.size();
    }
}
