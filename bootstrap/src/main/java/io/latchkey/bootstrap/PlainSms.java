package io.latchkey.bootstrap;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.adapters.sms.http.BodyTemplate;
import io.latchkey.adapters.sms.http.HttpAuthentication;
import io.latchkey.adapters.sms.http.HttpSmsSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A simple provider of SMS, described by a few keys in place of a file. */
final class PlainSms {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private PlainSms() {}

    static HttpSmsSettings settings(Settings settings, URI url) {
        return settings.build("latchkey.sms", read -> {
            Duration timeout = read.get(SmsKeys.TIMEOUT);
            return new HttpSmsSettings(
                    read.get(SmsKeys.NAME),
                    read.get(SmsKeys.METHOD),
                    url,
                    read.get(SmsKeys.ALLOW_PLAIN_HTTP),
                    Map.of(),
                    body(read),
                    read.get(SmsKeys.FROM),
                    authentication(read),
                    "Idempotency-Key",
                    Set.of(200, 201, 202),
                    read.find(SmsKeys.REFERENCE).map(JsonPointer::compile),
                    timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                    timeout);
        });
    }

    private static BodyTemplate body(SettingReader settings) {
        return settings.get(SmsKeys.FORMAT) == SmsKeys.Format.JSON
                ? new BodyTemplate(BodyTemplate.Kind.JSON, settings.get(SmsKeys.BODY))
                : new BodyTemplate(BodyTemplate.Kind.FORM, settings.get(SmsKeys.BODY));
    }

    private static HttpAuthentication authentication(SettingReader settings) {
        return switch (settings.get(SmsKeys.AUTH)) {
            case NONE -> new HttpAuthentication.None();
            case BASIC -> new HttpAuthentication.Basic(settings.get(SmsKeys.USER), () -> settings.get(SmsKeys.SECRET));
            case BEARER -> new HttpAuthentication.Bearer(() -> settings.get(SmsKeys.SECRET));
            case HEADER ->
                new HttpAuthentication.ApiKey(settings.get(SmsKeys.AUTH_HEADER), () -> settings.get(SmsKeys.SECRET));
        };
    }
}
