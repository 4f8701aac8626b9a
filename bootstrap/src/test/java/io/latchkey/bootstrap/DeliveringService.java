package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.PhoneNumber;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole service with its threads and the providers of its settings, on a database, without a container. */
final class DeliveringService implements AutoCloseable {
    static final PhoneNumber READER = new PhoneNumber("+4915112345678");
    private static final String PUBLIC_URL = "http://127.0.0.1:8080";

    final Assembly service;
    private final LatchkeyDatabase database;
    private final Delivery delivery;

    DeliveringService(Path folder, Map<String, String> values) {
        this(folder, values, number -> "DE");
    }

    DeliveringService(Path folder, Map<String, String> values, Countries countries) {
        this(DatabaseSettings.h2(folder.resolve("data")), values, countries);
    }

    DeliveringService(DatabaseSettings databaseSettings, Map<String, String> values, Countries countries) {
        Settings settings = SettingsFixture.of(values);
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        database = LatchkeyDatabase.open(databaseSettings);
        delivery =
                new Delivery(settings, new NumberingPlanContactParser(PhoneNumber::new), countries, PUBLIC_URL, clock);
        service = new Assembly(
                settings,
                new MasterSecrets("a secret of the test, long enough to be one", List.of()),
                database,
                delivery.ports(),
                FixedCodeNumbers.none(),
                PUBLIC_URL,
                clock);
        service.start();
        delivery.start(new ReportsOfProviders(service.useCases.delivery.takeReceipts), service.audit);
    }

    /** Requests a code for {@link #READER}. */
    OtpChallengeId request() {
        return request(READER);
    }

    OtpChallengeId request(PhoneNumber reader) {
        CodeSending outcome = service.useCases.otp.sendCode.send(SendCodeCommand.asked(
                OtpPurpose.parse("custom:pay"), reader, new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
        return ((CodeSending.Sent) outcome).challenge().challenge().id();
    }

    @Override
    public void close() {
        service.close();
        delivery.close();
        database.close();
    }
}
