package io.latchkey.bootstrap.settings;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Settings as operators write them. */
public final class SettingFuzz {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-02T03:04:05Z"), ZoneOffset.UTC);

    private SettingFuzz() {}

    /** A text is a value of a key, or is refused by the name of the key. */
    public static void value(byte[] input) {
        String text = text(input);
        for (Setting<?> setting : Catalog.all()) {
            try {
                require(setting.parse(text) != null, setting.key() + " is nothing");
            } catch (InvalidSettingException refused) {
                require(String.valueOf(refused.getMessage()).contains(setting.key()), "no key in " + refused);
            }
        }
    }

    /** Test numbers in either mode. */
    public static void testNumbers(byte[] input) {
        for (String mode : new String[] {"dev", "production"}) {
            try {
                FixedCodeNumberList read = FixedCodeNumberList.read(
                        SettingsFixture.of(Map.of("latchkey.mode", mode, "latchkey.test-numbers", text(input))),
                        new NumberingPlanContactParser(PhoneNumber::new),
                        CLOCK);
                require(read.warnings().stream().noneMatch(String::isBlank), "a warning without words");
            } catch (InvalidSettingException refused) {
                require(String.valueOf(refused.getMessage()).contains("latchkey."), "no key in " + refused);
            }
        }
    }
}
