package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.admin.AuditVerdict;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Administration on a real database: what it leaves of somebody, and what it costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdministrationTests {
    private static final EmailAddress EMAIL = new EmailAddress("Ada.Lovelace@example.org");
    private static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    private static final String USERNAME = "ada-lovelace";
    private static final String NAME = "Augusta Ada King";
    private static final Password PASSWORD = new Password("correct horse battery");
    static final Act ACT = new Act(new Actor.CommandLine(), Optional.of(new Reason("a test")));

    DatabaseSettings settings;
    AssembledService assembled;

    abstract DatabaseSettings database();

    @BeforeAll
    void start() {
        settings = database();
        assembled = new AssembledService(settings, Map.of("latchkey.otp.sign-in.email.cool-down", "PT0.001S"));
    }

    @AfterAll
    void close() {
        assembled.close();
    }

    /** Registers, verifies a contact, signs in, guesses wrong, asks for codes and a reset, and makes an API credential. */
    private User ofEveryTable() {
        return assembled.service.useCases.decisions.within("a test", "everything", this::beInEveryTable);
    }

    private User beInEveryTable() {
        Requester requester = new Requester(Locale.ENGLISH, AssembledService.ORIGIN);
        Registration.Pending pending = (Registration.Pending) assembled.service.useCases.account.register.register(
                RegisterCommand.provenByCode(
                        NewAccount.named(Optional.of(new Username(USERNAME)), Optional.of(NAME))
                                .reachedAt(Optional.of(EMAIL), Optional.of(PHONE))
                                .protectedBy(Optional.of(PASSWORD)),
                        requester));
        for (IssuedChallenge issued : pending.challenges()) {
            assembled.service.useCases.otp.checkCode.check(CheckCodeCommand.proving(
                    issued.challenge().id(),
                    assembled.codeOf(
                            issued.challenge().id(),
                            OtpPurpose.VERIFY_CONTACT,
                            issued.challenge().contact().kind()),
                    AssembledService.ORIGIN));
        }
        LoginName login = new LoginName.ByUsername(new Username(USERNAME));
        for (Password typed : List.of(PASSWORD, new Password("wrong horse battery"))) {
            assembled.service.useCases.session.signIn.signIn(
                    SignInCommand.ByPassword.of(login, typed, AssembledService.ORIGIN));
        }
        assembled.service.useCases.otp.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, requester));
        assembled.service.useCases.account.forgotPassword.request(login, requester);
        User user = assembled
                .database
                .unitOfWork()
                .read(() -> assembled.database.users().findByLogin(login))
                .orElseThrow();
        assembled.service.useCases.delivery.dispatchOutbox.dispatch();
        return user;
    }

    /** Every value of every table, as text. */
    private List<String> everything() {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String schema = String.valueOf(tables.getString("TABLE_SCHEM"));
                if (!schema.equalsIgnoreCase("information_schema")) {
                    read(connection, tables.getString("TABLE_NAME"), values);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return values;
    }

    private static void read(Connection connection, String table, List<String> values) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM " + quoted(connection, table))) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    Object value = rows.getObject(column);
                    values.add(table + "." + rows.getMetaData().getColumnName(column) + "="
                            + (value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value));
                }
            }
        }
    }

    private static String quoted(Connection connection, String table) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return quote + table + quote;
    }

    @Test
    void leaves_nothing_of_an_erased_person_in_any_table() {
        User user = ofEveryTable();
        List<String> traces = List.of(
                user.id().toString().replace("-", ""),
                user.id().toString(),
                EMAIL.value(),
                EMAIL.key(),
                PHONE.value(),
                USERNAME,
                NAME);
        assembled.service.useCases.admin.keepDecisions.keepAll();
        assertThat(decisions(everything()))
                .as("decisions that name the account or a contact")
                .hasSizeGreaterThan(5);
        assertThat(everything().stream().filter(value -> traces.stream().anyMatch(value::contains)))
                .as("what was there before")
                .hasSizeGreaterThan(20);
        assertThat(assembled.service.useCases.admin.userStanding.erase(ACT, user.id()))
                .isInstanceOf(Administered.Done.class);
        assembled.service.audit.close();
        List<String> left = everything();
        assertThat(left).hasSizeGreaterThan(20);
        assertThat(left.stream().filter(value -> traces.stream().anyMatch(value::contains)))
                .isEmpty();
        assertThat(left.stream()
                        .filter(value ->
                                value.startsWith("delivery_attempt.") || value.startsWith("DELIVERY_ATTEMPT.")))
                .as("what became of the messages")
                .isEmpty();
        assertThat(decisions(left)).as("decisions about the person").isEmpty();
    }

    /** Whom decisions are about. */
    private static List<String> decisions(List<String> values) {
        return values.stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.startsWith("decision.user_id=") || value.startsWith("decision.subject="))
                .filter(value -> !value.endsWith("=null"))
                .toList();
    }

    private void run(String sql) {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Administered<AuditVerdict> verify() {
        return assembled.service.useCases.admin.readAudit.verify(ACT);
    }

    private static Administered<AuditVerdict> broken(long number, AuditVerdict.Fault fault) {
        return new Administered.Done<>(new AuditVerdict.Broken(number, fault));
    }

    @Test
    void names_the_altered_or_missing_one_of_a_hundred_thousand_audit_entries() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int batch = 0; batch < 100; batch++) {
            assembled.service.useCases.admin.keepAudit.keep(IntStream.range(0, 1000)
                    .mapToObj(number -> new AuditRecord(now, "signed_in", Map.of("network", "192.0.2." + number)))
                    .toList());
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Administered.Done.class,
                        done -> assertThat(done.result())
                                .isInstanceOfSatisfying(
                                        AuditVerdict.Intact.class,
                                        intact -> assertThat(intact.entries()).isGreaterThanOrEqualTo(100_000)));
        run("UPDATE audit_entry SET event = 'signed_off' WHERE number = 98765");
        assertThat(verify()).isEqualTo(broken(98_765, AuditVerdict.Fault.ALTERED));
        run("UPDATE audit_entry SET event = 'signed_in' WHERE number = 98765");
        run("DELETE FROM audit_entry WHERE number = 54321");
        assertThat(verify()).isEqualTo(broken(54_321, AuditVerdict.Fault.MISSING));
        run("DELETE FROM audit_entry WHERE number > 0");
        run("DELETE FROM audit_checkpoint WHERE number > 0");
        run("DELETE FROM audit_head WHERE number > 0");
    }

    private long statementsOf(Supplier<Administered<?>> deed) {
        long before = assembled.database.statistics().statements();
        assertThat(deed.get()).isInstanceOf(Administered.Done.class);
        return assembled.database.statistics().statements() - before;
    }

    @Test
    void lists_and_searches_cost_one_statement() {
        assertThat(statementsOf(() ->
                        assembled.service.useCases.admin.manageUsers.find(ACT, UserSearch.ALL, Optional.empty(), 50)))
                .isEqualTo(1);
        assertThat(statementsOf(() -> assembled.service.useCases.admin.manageUsers.find(
                        ACT, UserSearch.ALL.with(UserSearch.Login.beginning("ad")), Optional.empty(), 50)))
                .isEqualTo(1);
    }

    @Test
    void lists_of_operators_cost_one_statement() {
        AdminUseCases admin = assembled.service.useCases.admin;
        assertThat(statementsOf(() -> admin.manageListings.find(ACT, ListingFilter.ALL, Optional.empty(), 50)))
                .isEqualTo(1);
        assertThat(statementsOf(() -> admin.manageListings.find(
                        ACT, ListingFilter.ALL.covering(PHONE).covering(EMAIL), Optional.empty(), 50)))
                .isEqualTo(1);
        assertThat(statementsOf(() ->
                        admin.overseeOperation.findMessages(ACT, MessageSearch.ALL.to(EMAIL), Optional.empty(), 50)))
                .isEqualTo(1);
        assertThat(statementsOf(() -> admin.overseeOperation.findDecisions(
                        ACT, DecisionSearch.ALL, Optional.of(EMAIL), Optional.empty(), 50)))
                .as("those of decisions are counted apart, as those of the audit store are")
                .isZero();
    }

    @Test
    void a_listing_costs_no_call_a_statement() {
        SendCodeCommand command = SendCodeCommand.asked(
                OtpPurpose.SIGN_IN,
                new EmailAddress("nobody.of.these@example.net"),
                new Requester(Locale.ENGLISH, AssembledService.ORIGIN));
        assembled.service.useCases.otp.sendCode.send(command);
        long before = statementsOfSending(command);
        Administered<Listing> block = assembled.service.useCases.admin.manageListings.add(
                ACT,
                new NewListing(
                        Listing.Effect.BLOCK,
                        Target.Kind.DOMAIN,
                        "blocked.example",
                        Optional.empty(),
                        Instant.now().plusSeconds(60)));
        assertThat(block).isInstanceOf(Administered.Done.class);
        assertThat(statementsOfSending(command)).isEqualTo(before);
    }

    private long statementsOfSending(SendCodeCommand command) {
        long before = assembled.database.statistics().statements();
        assembled.service.useCases.otp.sendCode.send(command);
        return assembled.database.statistics().statements() - before;
    }
}
