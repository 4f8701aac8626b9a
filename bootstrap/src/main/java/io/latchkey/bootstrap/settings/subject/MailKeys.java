package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import java.util.List;
import java.util.Optional;

/** The keys of the mail servers, the preferred one first. */
public final class MailKeys {
    private static final KeyList KEYS = new KeyList();

    public static final SmtpKeys FIRST = SmtpKeys.declare(KEYS, "smtp", Optional.empty());
    public static final SmtpKeys SECOND = SmtpKeys.declare(KEYS, "smtp-2", Optional.of(FIRST));

    private MailKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
