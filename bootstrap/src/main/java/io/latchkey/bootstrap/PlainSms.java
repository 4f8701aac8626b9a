package io.latchkey.bootstrap;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.adapters.sms.http.BodyTemplate;
import io.latchkey.adapters.sms.http.HttpAuthentication;
import io.latchkey.adapters.sms.http.HttpSmsSettings;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
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
            Duration timeout = read.get(Catalog.SMS_TIMEOUT);
            return new HttpSmsSettings(
                    read.get(Catalog.SMS_NAME),
                    read.get(Catalog.SMS_METHOD),
                    url,
                    read.get(Catalog.SMS_PLAIN_HTTP),
                    Map.of(),
                    body(read),
                    read.get(Catalog.SMS_FROM),
                    authentication(read),
                    "Idempotency-Key",
                    Set.of(200, 201, 202),
                    read.find(Catalog.SMS_REFERENCE).map(JsonPointer::compile),
                    timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                    timeout);
        });
    }

    private static BodyTemplate body(Settings settings) {
        return settings.get(Catalog.SMS_FORMAT) == Catalog.SmsFormat.JSON
                ? new BodyTemplate(BodyTemplate.Kind.JSON, settings.get(Catalog.SMS_BODY))
                : new BodyTemplate(BodyTemplate.Kind.FORM, settings.get(Catalog.SMS_BODY));
    }

    private static HttpAuthentication authentication(Settings settings) {
        return switch (settings.get(Catalog.SMS_AUTH)) {
            case NONE -> new HttpAuthentication.None();
            case BASIC ->
                new HttpAuthentication.Basic(settings.get(Catalog.SMS_USER), () -> settings.get(Catalog.SMS_SECRET));
            case BEARER -> new HttpAuthentication.Bearer(() -> settings.get(Catalog.SMS_SECRET));
            case HEADER ->
                new HttpAuthentication.ApiKey(
                        settings.get(Catalog.SMS_AUTH_HEADER), () -> settings.get(Catalog.SMS_SECRET));
        };
    }
}
