package io.latchkey.bootstrap.settings.subject;

import io.latchkey.application.delivery.FunnelWindow;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.shared.InvalidValueException;
import java.nio.file.Path;
import java.util.List;

/** The keys of the delivery funnel and of the operators who may see it. */
public final class FunnelKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<FunnelWindow> WINDOW = KEYS.add(
            "delivery.funnel-window",
            new SettingType<>(SettingType.DURATION.name(), FunnelKeys::parse),
            "PT1H",
            "how far back the delivery funnel at /metrics counts; more than zero and at most PT24H");
    public static final Setting<List<String>> OPERATOR_TOKENS = KEYS.add(
            "operator.tokens",
            SettingType.LIST,
            "",
            "secrets one of which a caller of /api/v1/delivery/funnel must show as the bearer token, each of 16 or more"
                    + " characters in production mode; without any, dev mode answers everybody and production mode nobody");
    public static final Setting<Path> OPERATOR_TOKENS_FILE = KEYS.addFileOf(OPERATOR_TOKENS);

    private FunnelKeys() {}

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }

    private static FunnelWindow parse(String text) {
        try {
            return FunnelWindow.parse(text);
        } catch (InvalidValueException refused) {
            throw new IllegalArgumentException(refused.reason(), refused);
        }
    }
}
