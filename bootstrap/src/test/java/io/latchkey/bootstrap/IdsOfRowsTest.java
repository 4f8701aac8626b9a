package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that come with each call are stored in the order of time, and an account does not tell when it was made. */
class IdsOfRowsTest {
    private static final List<String> IN_TIME =
            List.of("otp_challenge", "outbox_message", "delivery_attempt", "user_session", "decision");

    private static final EmailAddress EMAIL = new EmailAddress("ada@example.org");

    @Test
    void rows_of_calls_sort_by_time_and_accounts_do_not() throws SQLException {
        Instant before = Instant.now().minusSeconds(1);
        DatabaseSettings settings = DatabaseSettings.h2InMemory("ids");
        try (AssembledService assembled = new AssembledService(settings, Map.of())) {
            registerAndSignIn(assembled);
            for (String table : IN_TIME) {
                assertThat(ids(settings, table)).as(table).isNotEmpty().allMatch(id -> tells(id, before));
            }
            assertThat(ids(settings, "users")).hasSize(1).noneMatch(id -> tells(id, before));
        }
    }

    /** Whether an id begins with a time since the test began. */
    private static boolean tells(UUID id, Instant begin) {
        Instant told = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return !told.isBefore(begin) && !told.isAfter(Instant.now());
    }

    private static void registerAndSignIn(AssembledService assembled) {
        assembled.registerProven(EMAIL);
        assembled.service.useCases.decisions.begin();
        CodeSending sending = assembled.service.useCases.otp.sendCode.send(SendCodeCommand.asked(
                OtpPurpose.SIGN_IN, EMAIL, new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
        assembled.service.useCases.decisions.end();
        IssuedChallenge issued = ((CodeSending.Sent) sending).challenge();
        assertThat(assembled.service.useCases.session.signIn.signIn(SignInCommand.ByCode.of(
                        issued.challenge().id(), assembled.codeOf(issued), AssembledService.ORIGIN)))
                .isInstanceOf(SignIn.SignedIn.class);
        Await.until("both codes are with the provider", Duration.ofSeconds(10), () -> {
            int unused = assembled.service.useCases.delivery.dispatchOutbox.dispatch();
            return assembled.taken() == 2;
        });
        while (assembled.service.useCases.keepDecisions.run() > 0) {
            // One run keeps 250 at most.
        }
    }

    private static List<UUID> ids(DatabaseSettings settings, String table) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM " + table)) {
            while (rows.next()) {
                ByteBuffer id = ByteBuffer.wrap(rows.getBytes(1));
                ids.add(new UUID(id.getLong(), id.getLong()));
            }
        }
        return ids;
    }
}
