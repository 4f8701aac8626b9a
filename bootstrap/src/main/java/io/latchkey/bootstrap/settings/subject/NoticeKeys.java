package io.latchkey.bootstrap.settings.subject;

import io.latchkey.application.message.NoticePolicy;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.util.List;

/** The keys of notices, which tell owners what happened to their accounts. */
public final class NoticeKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<NoticePolicy.Sms> SMS = KEYS.add(
            "notices.sms",
            SettingType.choice(NoticePolicy.Sms.class),
            "essential",
            "which notices also go out by SMS; owners without an e-mail address always get them");

    private NoticeKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    /** How owners are told what happened to their accounts. */
    public static NoticePolicy policy(SettingReader settings) {
        return settings.build(
                "latchkey.notices",
                read -> new NoticePolicy(
                        read.get(SMS), ThrottleKeys.NOTICE.limit(settings), ThrottleKeys.LOCK_NOTICE.limit(settings)));
    }
}
