package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.service.PersonSubjects;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.admin.AuditVerdict;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Administration on a real database: what it leaves of somebody, and what it costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdministrationTests {
    private static final EmailAddress EMAIL = new EmailAddress("Ada.Lovelace@example.org");
    private static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    private static final Password PASSWORD = new Password("correct horse battery");
    /** Each test has somebody of its own, because limits remember contacts by digests. */
    private static final Somebody ADA = new Somebody("ada", 1);

    private static final Somebody BEA = new Somebody("bea", 2);
    static final Act ACT = new Act(new Actor.CommandLine(), Optional.of(new Reason("a test")));

    DatabaseSettings settings;
    AssembledService assembled;

    abstract DatabaseSettings database();

    LatchkeyDatabase open(DatabaseSettings opened) {
        return LatchkeyDatabase.open(opened);
    }

    @BeforeAll
    void start() {
        settings = database();
        assembled = new AssembledService(open(settings), Map.of("latchkey.otp.sign-in.email.cool-down", "PT0.001S"));
    }

    @AfterAll
    void close() {
        assembled.close();
    }

    /** Does all that leaves a row of a person in some table. */
    private User ofEveryTable(Somebody who) {
        User user = assembled.service.useCases.decisions.within("a test", "everything", () -> beInEveryTable(who));
        assembled.service.useCases.admin.keepDecisions.keepAll();
        await(entriesOf(user) + " AND event = 'signed_in'");
        return user;
    }

    private User beInEveryTable(Somebody who) {
        Requester requester = new Requester(Locale.ENGLISH, AssembledService.ORIGIN);
        Registration.Pending pending = (Registration.Pending) assembled.service.useCases.account.register.register(
                RegisterCommand.provenByCode(
                        NewAccount.named(
                                        Optional.of(new Username(who.username())), Optional.of("Augusta " + who.name()))
                                .reachedAt(Optional.of(who.email()), Optional.of(who.phone()))
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
        LoginName login = who.login();
        for (Password typed : List.of(PASSWORD, new Password("wrong horse battery"))) {
            assembled.service.useCases.session.signIn.signIn(
                    SignInCommand.ByPassword.of(login, typed, AssembledService.ORIGIN));
        }
        send(OtpPurpose.SIGN_IN, who.email());
        assembled.service.useCases.account.forgotPassword.request(login, requester);
        changeContacts(who);
        // Such codes act on no account, and whoever asks for them types the contact.
        for (EmailAddress typed : who.typed()) {
            send(OtpPurpose.parse("custom:order"), typed);
        }
        User user = find(login);
        for (Contact contact : user.verifiedContacts()) {
            list(contact);
        }
        assembled.service.useCases.admin.userStanding.delete(ACT, user.id());
        // A round sends, and one of the next records what came of that.
        await("delivery_attempt", () -> assembled.service.useCases.delivery.dispatchOutbox.dispatch());
        String id = sql(user);
        run("INSERT INTO handed_code (challenge_id, provider, reference, unanswered, started_at)"
                + " SELECT id, 'acme-verify', 'VE-1', 1, created_at FROM otp_challenge WHERE user_id = " + id
                + " LIMIT 1");
        run("INSERT INTO profile_image (user_id, media_type, content, updated_at) VALUES (" + id
                + ", 'image/png', X'0102', 1)");
        run("INSERT INTO api_credential (id, user_id, name, credential_key, secret_digest, created_at) VALUES (X'"
                + "0a".repeat(16) + "', " + id + ", 'build server', 'lk_a', 'digest', 1)");
        run("INSERT INTO retry_lock (subject, failures, touched_at) VALUES (" + id + ", 2, 1)");
        run("INSERT INTO ticket (subject, ticket_key, user_id, expires_at) VALUES (X'" + "0b".repeat(16) + "', X'"
                + "0c".repeat(16) + "', " + id + ", 4000000000000)");
        return user;
    }

    private void send(OtpPurpose purpose, Contact contact) {
        assembled.service.useCases.otp.sendCode.send(
                SendCodeCommand.asked(purpose, contact, new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
    }

    /** Makes the contacts former ones. */
    private void changeContacts(Somebody who) {
        User user = find(who.login());
        Instant now = Instant.now();
        int unused = assembled.database.unitOfWork().execute(() -> {
            assembled.database.users().update(user.verify(who.newEmail(), now).verify(who.newPhone(), now));
            return 0;
        });
    }

    private User find(LoginName login) {
        return assembled
                .database
                .unitOfWork()
                .read(() -> assembled.database.users().findByLogin(login))
                .orElseThrow();
    }

    private void list(Contact contact) {
        assertThat(assembled.service.useCases.admin.manageListings.add(
                        ACT,
                        new NewListing(
                                Listing.Effect.ALLOW,
                                Target.Kind.CONTACT,
                                contact.value(),
                                Optional.of(contact),
                                Instant.now().plusSeconds(60))))
                .isInstanceOf(Administered.Done.class);
    }

    /** The id of an account as SQL. */
    private static String sql(User user) {
        return "X'" + user.id().toString().replace("-", "") + "'";
    }

    private static String entriesOf(User user) {
        return "audit_entry WHERE person = (SELECT pseudonym FROM audit_person WHERE user_id = " + sql(user) + ")";
    }

    /** @param name in small letters, and part of all that names the person */
    private record Somebody(String name, int number) {
        EmailAddress email() {
            return new EmailAddress("The." + name + "@example.org");
        }

        EmailAddress newEmail() {
            return new EmailAddress(name + "-lovelace@example.net");
        }

        /** Both addresses as others type them. */
        List<EmailAddress> typed() {
            return List.of(
                    new EmailAddress("tHe." + name + "@example.org"), new EmailAddress(name + "-LOVElace@example.net"));
        }

        PhoneNumber phone() {
            return new PhoneNumber("+491511234567" + number);
        }

        PhoneNumber newPhone() {
            return new PhoneNumber("+491518765432" + number);
        }

        String username() {
            return name + "-of-the-tables";
        }

        LoginName login() {
            return new LoginName.ByUsername(new Username(username()));
        }
    }

    /** All that names the person in a column. */
    private Set<String> names(Somebody who, User user) {
        Set<String> names = new HashSet<>(Set.of(
                user.id().toString(),
                who.username(),
                "Augusta " + who.name(),
                who.phone().value(),
                who.newPhone().value()));
        Stream.of(who.email(), who.newEmail()).forEach(email -> names.addAll(List.of(email.value(), email.key())));
        PersonSubjects.of(user, assembled.subjects()).forEach(subject -> names.add(subject.toString()));
        return names;
    }

    /** Waits until there are rows, such as audit entries, which a thread of their own stores. */
    private void await(String rows) {
        await(rows, () -> {});
    }

    /** Does something until there are rows. */
    private void await(String rows, Runnable meanwhile) {
        Instant end = Instant.now().plusSeconds(20);
        do {
            assertThat(Instant.now()).as(rows).isBefore(end);
            meanwhile.run();
            LockSupport.parkNanos(20_000_000);
        } while (count(rows) == 0);
    }

    private long count(String rows) {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                ResultSet counted = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + rows)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
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
        PersonalColumns columns = new PersonalColumns(settings);
        columns.cover();
        User user = ofEveryTable(ADA);
        Set<String> names = names(ADA, user);
        assertThat(columns.rows(names))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        assertThat(traces(names))
                .contains(ADA.typed().stream().map(EmailAddress::value).toArray(String[]::new));
        assertThat(assembled.service.useCases.admin.userStanding.erase(ACT, user.id()))
                .isInstanceOf(Administered.Done.class);
        await("audit_entry WHERE event = 'account_deleted'");
        assertThat(columns.rows(names))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
        assertThat(traces(Set.of(
                        user.id().toString(),
                        user.id().toString().replace("-", ""),
                        ADA.email().key(),
                        ADA.newEmail().key(),
                        ADA.phone().value(),
                        ADA.newPhone().value(),
                        ADA.username(),
                        "Augusta " + ADA.name())))
                .as("what is anywhere within a value")
                .isEmpty();
    }

    @Test
    void exports_all_that_any_table_holds_of_a_person() {
        PersonalColumns columns = new PersonalColumns(settings);
        columns.cover();
        User user = ofEveryTable(BEA);
        long entries = count(entriesOf(user));
        Administered<PersonalRecords> export = assembled.service.useCases.admin.helpUsers.export(ACT, user.id());
        assertThat(export).isInstanceOfSatisfying(Administered.Done.class, done -> {
            Map<String, List<Map<String, Object>>> subjects = ((PersonalRecords) done.result()).subjects();
            columns.tells(subjects, columns.rows(names(BEA, user)));
            assertThat(subjects.get("audit"))
                    .hasSizeGreaterThanOrEqualTo((int) entries)
                    .extracting(entry -> entry.get("event"))
                    .contains("signed_in", "sign_in_refused");
        });
        assertThat(assembled.service.useCases.admin.userStanding.erase(ACT, user.id()))
                .isInstanceOf(Administered.Done.class);
    }

    /** The store knows whom an event is about only when it sees the account. */
    @Test
    void keeps_the_events_of_a_new_account_for_it_however_late_that_is_committed() {
        AdminUseCases admin = assembled.service.useCases.admin;
        Act later = new Act(new Actor.CommandLine(), Optional.of(new Reason("after the new account")));
        NewAccount account = NewAccount.named(Optional.of(new Username("cleo")), Optional.empty())
                .reachedAt(Optional.of(new EmailAddress("cleo@example.org")), Optional.empty());
        UserId id = assembled.database.unitOfWork().execute(() -> {
            Administered<UserRecord> created = admin.manageUsers.create(ACT, account, Locale.ENGLISH);
            // What others do meanwhile is stored after all events before it.
            assertThat(CompletableFuture.supplyAsync(() -> admin.overseeOperation.findKeys(later))
                            .join())
                    .isInstanceOf(Administered.Done.class);
            await("audit_entry WHERE details LIKE '%after the new account%'");
            return ((Administered.Done<UserRecord>) created).result().user().id();
        });
        assertThat(admin.helpUsers.export(ACT, id))
                .isInstanceOfSatisfying(
                        Administered.Done.class,
                        done -> assertThat(((PersonalRecords) done.result())
                                        .subjects()
                                        .get("audit"))
                                .extracting(entry -> entry.get("event"))
                                .as("exported at once")
                                .containsExactly("registered", "administered"));
        assertThat(admin.userStanding.erase(ACT, id)).isInstanceOf(Administered.Done.class);
    }

    /** Values of any table that have one of these texts within, in whatever spelling. */
    private List<String> traces(Set<String> texts) {
        return everything().stream()
                .filter(value -> texts.stream()
                        .anyMatch(text -> value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))))
                .map(value -> value.substring(value.indexOf('=') + 1))
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
        return assembled.service.useCases.admin.readAudit.verify(ACT, List.of(), looked -> {});
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
        assertThat(statementsOf(() -> admin.overseeApplications.find(ACT, ApplicationSearch.ALL, Optional.empty(), 50)))
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
        long before = fewestStatementsOfSending("before");
        Administered<Listing> block = assembled.service.useCases.admin.manageListings.add(
                ACT,
                new NewListing(
                        Listing.Effect.BLOCK,
                        Target.Kind.DOMAIN,
                        "blocked.example",
                        Optional.empty(),
                        Instant.now().plusSeconds(60)));
        assertThat(block).isInstanceOf(Administered.Done.class);
        assertThat(fewestStatementsOfSending("after")).isEqualTo(before);
    }

    /** Some calls tell the store of several calls before them, and take one statement more. */
    private long fewestStatementsOfSending(String contacts) {
        return IntStream.range(0, 4)
                .mapToObj(number -> new EmailAddress(contacts + number + "@example.net"))
                .mapToLong(this::statementsOfSending)
                .min()
                .orElseThrow();
    }

    private long statementsOfSending(EmailAddress contact) {
        SendCodeCommand command = SendCodeCommand.asked(
                OtpPurpose.SIGN_IN, contact, new Requester(Locale.ENGLISH, AssembledService.ORIGIN));
        long before = assembled.database.statistics().statements();
        assertThat(assembled.service.useCases.otp.sendCode.send(command)).isInstanceOf(CodeSending.Sent.class);
        return assembled.database.statistics().statements() - before;
    }
}
