package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.UseCases;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Measures the service on a large MariaDB beside a small one, without HTTP. It asks for the plan of every statement on the large one, and
 * fails when one scans. Property {@code scale.gate} has it fail as well where an operation costs too much more. Run by {@code mvn -Pscale};
 * docs/performance.md says more.
 */
public final class ScaleTrial {
    private static final int SMALL = 10_000;
    private static final int ROUNDS = Integer.getInteger("scale.rounds", 400);

    /** Tables of some rows, whatever the number of accounts. */
    private static final Set<String> STAY_SMALL = Set.of(
            "maintenance_lease",
            "delivery_minute_span",
            "signing_key",
            "sealed_key",
            "contact_block",
            "audit_head",
            "handed_code",
            "contact_suppression",
            "receipt_nonce",
            "one");

    /** Its lines would cost more than what is measured. This reference keeps the level. */
    private static final Logger LOG = Logger.getLogger(ScaleTrial.class.getName());

    private static final Logger AUDIT = Logger.getLogger("latchkey.audit");

    private static final Password PASSWORD = new Password("four unrelated little words");
    private static final int ACCOUNTS_WITH_PASSWORD = 20;
    private static final int PAGE = 50;
    private static final Act ACT = new Act(new Actor.CommandLine(), Optional.of(new Reason("a trial")));
    private static final Requester REQUESTER = new Requester(Locale.ENGLISH, AssembledService.ORIGIN);
    private static final EmailAddress THROTTLED = new EmailAddress("throttled@example.org");

    /** What an operation may cost on the large database, in costs on the small one. */
    private static final double LARGEST_RATIO = 1.2;

    private final StringBuilder report = new StringBuilder();
    private final List<String> tooDear = new ArrayList<>();

    private ScaleTrial() {}

    /** Runs the trial. Exits with status 1 when a statement scans or the trial fails, because the services' own threads would go on. */
    public static void main(String[] arguments) throws Exception {
        AUDIT.setLevel(Level.OFF);
        int accounts = Integer.getInteger("scale.accounts", 1_000_000);
        Thread.currentThread().setUncaughtExceptionHandler((thread, failed) -> {
            LOG.log(Level.SEVERE, "the trial failed", failed);
            System.exit(1);
        });
        System.exit(new ScaleTrial().run(accounts) ? 0 : 1);
    }

    /** A service on a filled database. */
    private static final class Instance {
        private final DatabaseSettings database = MariaDbServer.get().newDatabase();
        private final ExplainingDataSource explaining = new ExplainingDataSource(database);
        private final AssembledService assembled;
        private final int accounts;
        private int next;
        private final List<SessionTokens> tokens = new ArrayList<>();
        private final List<OtpChallengeId> challenges = new ArrayList<>();
        private int erased;

        private Instance(int accounts) throws SQLException {
            this.accounts = accounts;
            Map<String, String> settings = new HashMap<>();
            NoLimits.lines().forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
            // Nobody but one address asks so often.
            settings.put("latchkey.throttle.code-per-destination.quota", "20");
            settings.put("latchkey.retention.challenges", "PT12H");
            settings.put("latchkey.retention.messages", "PT12H");
            settings.put("latchkey.retention.pending-accounts", "PT12H");
            LatchkeyDatabase.open(database).close();
            new ScaleFill(database, accounts).fill();
            assembled = new AssembledService(LatchkeyDatabase.open(explaining.dataSource(), database), settings);
        }

        private UseCases useCases() {
            return assembled.service.useCases;
        }

        /** An active account, another one each time. */
        private EmailAddress somebody() {
            next++;
            long account = next * 7_919L % accounts;
            return new EmailAddress("user" + (account / 10 * 10 + 1) + "@example.org");
        }

        private Object requestCode() {
            CodeSending sending =
                    useCases().otp.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, somebody(), REQUESTER));
            challenges.add(((CodeSending.Sent) sending).challenge().challenge().id());
            return sending;
        }

        private Object signIn() {
            OtpChallengeId id = challenges.remove(challenges.size() - 1);
            SignIn signedIn = useCases()
                    .session
                    .signIn
                    .signIn(SignInCommand.ByCode.of(
                            id, assembled.codeOf(id, OtpPurpose.SIGN_IN, ContactKind.EMAIL), AssembledService.ORIGIN));
            tokens.add(((SignIn.SignedIn) signedIn).tokens());
            return signedIn;
        }

        private Caller whoAmI() {
            return useCases()
                    .session
                    .authenticate
                    .authenticate(tokens.get(next++ % tokens.size()).accessToken(), AssembledService.ORIGIN)
                    .orElseThrow();
        }

        private Object refresh() {
            int number = next++ % tokens.size();
            return useCases()
                    .session
                    .refreshSession
                    .refresh(new RefreshSessionCommand(
                            tokens.get(number).refreshToken(), Renewal.ROTATE, AssembledService.ORIGIN));
        }

        private Object listSessions() {
            return useCases().session.listSessions.list(whoAmI());
        }

        /** Registers accounts with a password, and asks for codes for one address until it gets no more. */
        private void prepare() {
            for (int i = 0; i < ACCOUNTS_WITH_PASSWORD; i++) {
                Registration.Pending pending = (Registration.Pending) useCases()
                        .account
                        .register
                        .register(RegisterCommand.provenByCode(
                                NewAccount.named(Optional.empty(), Optional.empty())
                                        .reachedAt(Optional.of(withPassword(i)), Optional.empty())
                                        .protectedBy(Optional.of(PASSWORD)),
                                REQUESTER));
                OtpChallengeId id = pending.challenges().get(0).challenge().id();
                useCases()
                        .otp
                        .checkCode
                        .check(CheckCodeCommand.proving(
                                id,
                                assembled.codeOf(id, OtpPurpose.VERIFY_CONTACT, ContactKind.EMAIL),
                                AssembledService.ORIGIN));
            }
            for (int i = 0; i < 21; i++) {
                boolean unused = isThrottled();
            }
        }

        private static EmailAddress withPassword(int number) {
            return new EmailAddress("password" + number + "@example.org");
        }

        private boolean isThrottled() {
            return useCases()
                            .otp
                            .sendCode
                            .send(SendCodeCommand.asked(new OtpPurpose("custom:trial"), THROTTLED, REQUESTER))
                    instanceof CodeSending.Refused;
        }

        private Object beRefused() {
            if (!isThrottled()) {
                throw new IllegalStateException("the limit let a code pass");
            }
            return true;
        }

        private Object signInWithPassword() {
            SignIn signedIn = useCases()
                    .session
                    .signIn
                    .signIn(SignInCommand.ByPassword.of(
                            new LoginName.ByContact(withPassword(next++ % ACCOUNTS_WITH_PASSWORD)),
                            PASSWORD,
                            AssembledService.ORIGIN));
            return (SignIn.SignedIn) signedIn;
        }

        private Object findByPrefix() {
            String beginning = "user" + (1 + next++ * 7_919L % accounts);
            return done(useCases()
                    .admin
                    .manageUsers
                    .find(ACT, UserSearch.ALL.with(UserSearch.Login.beginning(beginning)), Optional.empty(), PAGE));
        }

        private Object findByContact() {
            UserSearch search = UserSearch.ALL.with(UserSearch.Login.whole(new LoginName.ByContact(somebody())));
            return done(useCases().admin.manageUsers.find(ACT, search, Optional.empty(), PAGE));
        }

        private Object findDecisions() {
            DecisionSearch search = new DecisionSearch(
                    Optional.of(account(next++ * 7_919L % accounts / 10 * 10 + 1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return done(useCases()
                    .admin
                    .overseeOperation
                    .findDecisions(ACT, search, Optional.empty(), Optional.empty(), PAGE));
        }

        private Object findAuditEntries() {
            AuditSearch search = new AuditSearch(
                    Optional.of(account(next++ * 7_919L % accounts / 10 * 10 + 1)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return done(useCases().admin.readAudit.find(ACT, search, Optional.empty(), PAGE));
        }

        /** Erases an account, another one each time, and none that {@link #somebody} is. */
        private Object erase() {
            int tens = accounts / 10;
            long number = erased * 7_919L % tens * 10 + 2 + erased / tens % 8;
            erased++;
            return done(useCases().admin.userStanding.erase(ACT, account(number)));
        }

        private static Object done(Administered<?> outcome) {
            if (outcome instanceof Administered.Done<?> done) {
                return done;
            }
            throw new IllegalStateException("not done: " + outcome);
        }

        /** The id that {@link ScaleFill} gave to an account. */
        private static UserId account(long number) {
            try {
                ByteBuffer id = ByteBuffer.wrap(
                        MessageDigest.getInstance("MD5").digest(("u" + number).getBytes(StandardCharsets.UTF_8)));
                return new UserId(new UUID(id.getLong(), id.getLong()));
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }

        private void rest() {
            while (useCases().delivery.dispatchOutbox.dispatch() > 0) {
                LockSupport.parkNanos(1_000_000L);
            }
        }
    }

    private interface Operation {
        Object run(Instance instance);
    }

    private boolean run(int accounts) throws SQLException, IOException {
        line("# Scale: %,d accounts beside %,d", accounts, SMALL);
        Instance small = new Instance(SMALL);
        long began = System.nanoTime();
        Instance large = new Instance(accounts);
        line("");
        line("Filled in %d s. %d processors, Java %s.", seconds(began), processors(), Runtime.version());
        space(large);
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("request a code", Instance::requestCode);
        operations.put("code into session", Instance::signIn);
        operations.put("who am I", Instance::whoAmI);
        operations.put("refresh", Instance::refresh);
        operations.put("list sessions", Instance::listSessions);
        operations.put("password sign-in", Instance::signInWithPassword);
        operations.put("request that a limit refuses", Instance::beRefused);
        operations.put("administration: search by prefix", Instance::findByPrefix);
        operations.put("administration: search by contact", Instance::findByContact);
        operations.put("administration: decisions about somebody", Instance::findDecisions);
        operations.put("administration: audit entries about somebody", Instance::findAuditEntries);
        operations.put("erase an account", Instance::erase);
        small.prepare();
        large.prepare();
        large.explaining.explain();
        line("");
        line("| operation | %,d: median ms | %,d: median ms | ratio | %.1f |", SMALL, accounts, LARGEST_RATIO);
        line("|---|---|---|---|---|");
        operations.forEach((name, operation) -> measure(name, operation, small, large));
        line("");
        line("Dearer than %.1f times: %s.", LARGEST_RATIO, tooDear.isEmpty() ? "none" : String.join(", ", tooDear));
        small.rest();
        large.rest();
        funnel(small, large);
        purge(large);
        boolean isGood = plans(large) && (tooDear.isEmpty() || !Boolean.getBoolean("scale.gate"));
        Files.writeString(
                Path.of(System.getProperty("scale.report", "target/scale.md")),
                report.toString(),
                StandardCharsets.UTF_8);
        return isGood;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static long seconds(long began) {
        return (System.nanoTime() - began) / 1_000_000_000L;
    }

    private void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        System.out.println(text);
        report.append(text).append('\n');
    }

    /** Takes turns, so that both feel the same noise. */
    private void measure(String name, Operation operation, Instance small, Instance large) {
        double[] onSmall = new double[ROUNDS];
        double[] onLarge = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            onSmall[i] = millis(operation, small);
            onLarge[i] = millis(operation, large);
        }
        double one = median(onSmall);
        double other = median(onLarge);
        boolean isMet = other <= LARGEST_RATIO * one;
        if (!isMet) {
            tooDear.add(name);
        }
        line("| %s | %.2f | %.2f | %.2f | %s |", name, one, other, other / one, isMet ? "met" : "not met");
    }

    private static double millis(Operation operation, Instance instance) {
        long began = System.nanoTime();
        Object unused = operation.run(instance);
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void funnel(Instance small, Instance large) {
        for (Instance instance : List.of(small, large)) {
            long began = System.nanoTime();
            int minutes = 0;
            for (int counted = 1; counted > 0 && minutes < 1_500; minutes += counted) {
                counted = instance.useCases().countFunnel.run();
            }
            line("");
            line(
                    "Funnel of %,d accounts: the day's %d minutes counted ahead in %.1f s, at first.",
                    instance.accounts, minutes, (System.nanoTime() - began) / 1e9);
            Operation again = one -> one.useCases().countFunnel.run();
            line("Counted once a minute after that: %.0f ms.", millis(again, instance));
            for (String window : List.of("PT1H", "PT24H")) {
                Operation read = one -> one.useCases().delivery.readFunnel.read(Duration.parse(window));
                double first = millis(read, instance);
                double[] more = new double[9];
                Arrays.setAll(more, i -> millis(read, instance));
                line("Read %s: %.0f ms at first, median %.0f ms.", window, first, median(more));
            }
        }
    }

    private void purge(Instance large) {
        double[] before = new double[ROUNDS];
        Arrays.setAll(before, i -> millis(Instance::whoAmI, large));
        AtomicBoolean isPurging = new AtomicBoolean(true);
        List<Double> beside = new ArrayList<>();
        Thread reader = new Thread(() -> {
            while (isPurging.get()) {
                beside.add(millis(Instance::whoAmI, large));
                LockSupport.parkNanos(20_000_000L);
            }
        });
        reader.start();
        long began = System.nanoTime();
        long deleted = 0;
        for (int rows = 1; rows > 0; deleted += rows) {
            rows = large.useCases().purge.run();
        }
        double took = (System.nanoTime() - began) / 1e9;
        isPurging.set(false);
        double[] during =
                beside.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Arrays.sort(before);
        line("");
        line("Purge: %,d rows in %.0f s, %,.0f rows a second.", deleted, took, deleted / took);
        line(
                "Who am I beside it: median %.2f ms, 99 of 100 below %.2f ms; without it %.2f and %.2f ms.",
                median(during), during[during.length * 99 / 100], median(before), before[before.length * 99 / 100]);
    }

    private void space(Instance large) throws SQLException {
        Map<String, Double> bytes = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(
                        large.database.url(), large.database.user(), large.database.password());
                Statement statement = connection.createStatement()) {
            for (String table : ScaleFill.TABLES) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT (SELECT file_size FROM information_schema.innodb_sys_tablespaces WHERE name ="
                                + " CONCAT(DATABASE(), '/"
                                + table + "')) / COUNT(*) FROM " + table)) {
                    rows.next();
                    bytes.put(table, rows.getDouble(1));
                }
            }
        }
        line("");
        line(
                "Bytes on disk with all indexes, for each row: %s.",
                bytes.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %.0f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
        line(
                "One account with two sessions: %.0f bytes. One code (challenge, message, attempt): %.0f bytes.",
                bytes.get("users") + 2 * bytes.get("user_session"),
                bytes.get("otp_challenge") + bytes.get("outbox_message") + bytes.get("delivery_attempt"));
        line(
                "Kept about one code: a decision of %.0f bytes, an audit entry of %.0f bytes.",
                bytes.get("decision"), bytes.get("audit_entry"));
    }

    /** Answers whether every statement finds its rows by an index. */
    private boolean plans(Instance large) {
        Map<String, List<ExplainingDataSource.Step>> plans = large.explaining.plans();
        List<String> scans = plans.entrySet().stream()
                .filter(plan -> plan.getValue().stream().anyMatch(ScaleTrial::scans))
                .map(plan -> plan.getKey() + " " + plan.getValue())
                .toList();
        line("");
        line("%d statements were asked for their plans. Scans: %d.", plans.size(), scans.size());
        scans.forEach(scan -> line("- %s", scan));
        return scans.isEmpty() && plans.size() > 20;
    }

    private static boolean scans(ExplainingDataSource.Step step) {
        return step.isScan() && !STAY_SMALL.contains(step.table());
    }
}
