package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.shared.StatementStatistics;
import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Limits the statements that each use case may send to the database. The store counts them. The limits are the same on
 * every database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementBudgetTests {
    private static final EmailAddress EMAIL = new EmailAddress("ada@example.org");

    /** As long as the dispatcher's thread lets outcomes wait for others. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private AssembledService assembled;
    private StatementStatistics statistics;

    abstract DatabaseSettings database();

    /** The most statements that a code to a known contact takes. */
    abstract int statementsOfACode();

    @BeforeAll
    void register() {
        assembled = new AssembledService(
                database(),
                Map.of(
                        "latchkey.otp.sign-in.email.cool-down",
                        "PT0.001S",
                        "latchkey.otp.custom.email.cool-down",
                        "PT0.001S"));
        statistics = assembled.database.statistics();
        assembled.registerProven(EMAIL);
    }

    @AfterAll
    void close() {
        assembled.close();
    }

    private record Counted<T>(T outcome, long statements, long commits) {}

    private <T> Counted<T> count(Supplier<T> useCase) {
        long statements = statistics.statements();
        long commits = statistics.transactions();
        T outcome = useCase.get();
        return new Counted<>(outcome, statistics.statements() - statements, statistics.transactions() - commits);
    }

    private Counted<CodeSending> request(OtpPurpose purpose) {
        return count(() -> assembled.service.useCases.otp.sendCode.send(
                SendCodeCommand.asked(purpose, EMAIL, new Requester(Locale.ENGLISH, AssembledService.ORIGIN))));
    }

    private IssuedChallenge issued(OtpPurpose purpose) {
        return ((CodeSending.Sent) request(purpose).outcome()).challenge();
    }

    private SignIn signIn() {
        return assembled.signIn(EMAIL);
    }

    private SessionTokens tokens() {
        return ((SignIn.SignedIn) signIn()).tokens();
    }

    @Test
    void a_code_for_a_known_contact_takes_three_round_trips_and_one_commit() {
        Counted<CodeSending> counted = request(OtpPurpose.SIGN_IN);
        assertThat(counted.outcome()).isInstanceOf(CodeSending.Sent.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(statementsOfACode());
        assertThat(counted.commits()).isEqualTo(1);
    }

    /** Sends a code to a contact without account, to a client at an address of its own. */
    private long statementsOfCode(Assembly node, Contact contact, String address) {
        Requester requester = new Requester(Locale.ENGLISH, new ClientOrigin(address, address, "test"));
        Counted<CodeSending> counted = count(() -> node.useCases.otp.sendCode.send(
                SendCodeCommand.asked(new OtpPurpose("custom:portion"), contact, requester)));
        assertThat(counted.outcome()).isInstanceOf(CodeSending.Sent.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(statementsOfACode());
        return counted.statements();
    }

    /**
     * The caps of the whole site on such messages are taken in portions, one statement for both of them. What others take is their mean,
     * because one statement tells of several calls of an address.
     */
    @Test
    void codes_to_new_phone_numbers_take_as_many_statements_as_others_and_one_for_each_portion() {
        double other = IntStream.range(0, 40)
                .mapToLong(number -> statementsOfCode(
                        assembled.service, new EmailAddress("p" + number + "@example.org"), "198.51.100.1"))
                .average()
                .orElseThrow();
        double statements = 0;
        for (int i = 0; i < 40; i++) {
            PhoneNumber phone = new PhoneNumber("+49151123400" + (10 + i));
            statements += statementsOfCode(assembled.service, phone, "203.0.113.1");
        }
        assertThat(statements).isLessThanOrEqualTo(40 * other + 1);
    }

    /** The tenth code is the first to a phone number on its node, and the third since the last that told of the address. */
    @Test
    void a_code_that_needs_portions_of_its_address_and_of_the_site_asks_for_them_in_one_statement() {
        try (Assembly node = assembled.anotherNode()) {
            for (int i = 0; i < 9; i++) {
                long unused = statementsOfCode(node, new EmailAddress("d" + i + "@example.org"), "198.51.100.2");
            }
            assertThat(statementsOfCode(node, new PhoneNumber("+4915112340060"), "198.51.100.2"))
                    .isEqualTo(statementsOfACode());
        }
    }

    /**
     * Codes that are in flight are handed over in memory, so that no statement finds or claims them, and what became of them is recorded
     * for all in two statements. The last one may come too late for the others.
     */
    @Test
    void the_dispatch_of_fifty_codes_in_flight_takes_a_twentieth_of_a_statement_for_each() {
        int codes = 50;
        try (Assembly node = assembled.anotherNode()) {
            OutboxDispatch dispatch = node.useCases.delivery.dispatchOutbox;
            int before = assembled.taken();
            for (int i = 0; i < codes; i++) {
                long unused = statementsOfCode(node, new EmailAddress("f" + i + "@example.org"), "198.51.100." + i);
            }
            Counted<Integer> dispatched = count(() -> dispatch(dispatch, before, codes));
            assertThat(dispatched.outcome()).isEqualTo(codes);
            assertThat(dispatched.statements()).isLessThanOrEqualTo(4);
            assertThat(dispatched.commits()).isLessThanOrEqualTo(2);
            assertThat(dispatch.dispatch()).isZero();
        }
    }

    /** Answers how many outcomes were recorded. */
    private int dispatch(OutboxDispatch dispatch, int before, int codes) {
        Await.until("all codes are with the provider", Duration.ofSeconds(10), () -> {
            int unused = dispatch.handOver();
            return assembled.taken() == before + codes;
        });
        int recorded = 0;
        while (recorded < codes) {
            Await.pass(GATHERING);
            recorded += dispatch.settle();
        }
        return recorded;
    }

    /**
     * With what the other budgets leave out: the decisions about the messages, kept in batches, and the
     * audit trail's entries, kept for all calls of 200 ms together. So what these cost depends on how long the fifty take.
     */
    @Test
    void fifty_codes_take_what_one_takes_and_six_for_each_fifth_of_a_second() {
        int codes = 50;
        StatementStatistics kept = assembled.database.auditStatistics();
        long statements = statistics.statements();
        long commits = statistics.transactions();
        long keepingStatements = kept.statements();
        long keepingCommits = kept.transactions();
        Instant begin = Instant.now();
        try (Assembly node = assembled.anotherNode()) {
            int before = assembled.taken();
            for (int i = 0; i < codes; i++) {
                node.useCases.decisions.begin();
                long unused = statementsOfCode(node, new EmailAddress("w" + i + "@example.org"), "198.51.101." + i);
                node.useCases.decisions.end();
            }
            assertThat(dispatch(node.useCases.delivery.dispatchOutbox, before, codes))
                    .isEqualTo(codes);
            while (node.useCases.keepDecisions.run() > 0) {
                // One run keeps 250 at most.
            }
            node.audit.close();
        }
        statements = statistics.statements() - statements;
        commits = statistics.transactions() - commits;
        keepingStatements = kept.statements() - keepingStatements;
        keepingCommits = kept.transactions() - keepingCommits;
        long batches = 2 + Duration.between(begin, Instant.now()).toMillis() / 200;
        System.out.printf(
                Locale.ROOT,
                "fifty codes: %d statements and %d commits, and %d and %d for decisions and the audit trail%n",
                statements,
                commits,
                keepingStatements,
                keepingCommits);
        assertThat(statements).isLessThanOrEqualTo((long) statementsOfACode() * codes + 4);
        assertThat(commits).isLessThanOrEqualTo(codes + 10L);
        assertThat(keepingStatements).isBetween(3L, 6 * batches);
        assertThat(keepingCommits).isBetween(2L, 2 * batches);
    }

    @Test
    void verifying_a_code_takes_three_statements_and_one_commit() {
        OtpPurpose purpose = new OtpPurpose("custom:budget");
        IssuedChallenge challenge = issued(purpose);
        OtpCode code = assembled.codeOf(challenge);
        Counted<CodeCheck> counted = count(() -> assembled.prove(challenge, code));
        assertThat(counted.outcome()).isInstanceOf(CodeCheck.Right.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(3);
        assertThat(counted.commits()).isEqualTo(1);
    }

    /** The fourth reads and holds the lane, so that parallel guesses at several challenges are all counted. */
    @Test
    void a_wrong_code_takes_four_statements_and_one_commit() {
        IssuedChallenge challenge = issued(new OtpPurpose("custom:wrong"));
        Counted<CodeCheck> counted = count(() -> assembled.prove(challenge, new OtpCode("no code")));
        assertThat(counted.outcome()).isInstanceOf(CodeCheck.Wrong.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(4);
        assertThat(counted.commits()).isEqualTo(1);
    }

    private Counted<CodeSending> sendGuarded(Assembly node, Contact contact) {
        return count(() -> node.useCases.otp.sendCode.send(SendCodeCommand.to(
                        new SendCodeCommand.Recipient.Newcomer(contact),
                        OtpPurpose.VERIFY_CONTACT.forApp("sunbird"),
                        new Requester(Locale.ENGLISH, AssembledService.ORIGIN))
                .foundBy(SendCodeCommand.Lookup.CONTACT)
                .reusing()
                .toGuarded()));
    }

    private static TooSoon why(Counted<CodeSending> counted) {
        return ((CodeSending.Refused) counted.outcome()).why();
    }

    @Test
    void a_blocked_contact_takes_no_statement_on_any_node_nor_after_a_restart() {
        Contact owner = new EmailAddress("mallory@example.org");
        Assembly here = assembled.service;
        Assembly there = assembled.anotherNode();
        for (int sent = 0; sent < 4; sent++) {
            assertThat(sendGuarded(here, owner).outcome()).isInstanceOf(CodeSending.Sent.class);
        }
        assertThat(why(sendGuarded(here, owner))).isInstanceOf(CodesUsedUp.class);
        there.useCases.guard.refreshBlocks.run();
        Assembly restarted = assembled.anotherNode();
        for (Assembly node : List.of(here, there, restarted)) {
            Counted<CodeSending> counted = sendGuarded(node, owner);
            assertThat(why(counted)).isInstanceOf(Blocked.class);
            assertThat(counted.statements()).isZero();
            assertThat(counted.commits()).isZero();
        }
        there.close();
        restarted.close();
    }

    @Test
    void a_code_into_a_session_takes_three_statements_and_one_commit() {
        IssuedChallenge challenge = issued(OtpPurpose.SIGN_IN);
        OtpCode code = assembled.codeOf(challenge);
        Counted<SignIn> counted = count(() -> assembled.service.useCases.session.signIn.signIn(
                SignInCommand.ByCode.of(challenge.challenge().id(), code, AssembledService.ORIGIN)));
        assertThat(counted.outcome()).isInstanceOf(SignIn.SignedIn.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(3);
        assertThat(counted.commits()).isEqualTo(1);
    }

    @Test
    void a_code_into_a_session_on_a_known_device_takes_three_statements_and_one_commit() {
        SessionTokens before = tokens();
        ClientOrigin known = AssembledService.ORIGIN.on(assembled.service.useCases.session.recognizeDevice.recognize(
                before.deviceToken().orElseThrow()));
        CodeSending sending = assembled.service.useCases.otp.sendCode.send(
                SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, new Requester(Locale.ENGLISH, known)));
        IssuedChallenge challenge = ((CodeSending.Sent) sending).challenge();
        OtpCode code = assembled.codeOf(challenge);
        Counted<SignIn> counted = count(() -> assembled.service.useCases.session.signIn.signIn(
                SignInCommand.ByCode.of(challenge.challenge().id(), code, known)));
        assertThat(counted.outcome()).isInstanceOf(SignIn.SignedIn.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(3);
        assertThat(counted.commits()).isEqualTo(1);
    }

    @Test
    void signing_in_with_a_password_takes_four_statements_and_one_commit() {
        Counted<SignIn> counted = count(this::signIn);
        assertThat(counted.outcome()).isInstanceOf(SignIn.SignedIn.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(4);
        assertThat(counted.commits()).isEqualTo(1);
    }

    @Test
    void refreshing_takes_two_statements_and_one_commit() {
        SessionTokens tokens = tokens();
        Counted<Refresh> counted = count(() -> assembled.refresh(tokens));
        assertThat(counted.outcome()).isInstanceOf(Refresh.Refreshed.class);
        assertThat(counted.statements()).isLessThanOrEqualTo(2);
        assertThat(counted.commits()).isEqualTo(1);
    }

    @Test
    void who_am_i_takes_one_statement_and_no_commit() {
        SessionTokens tokens = tokens();
        var counted = count(() -> assembled.service.useCases.session.authenticate.authenticate(
                tokens.accessToken(), AssembledService.ORIGIN));
        assertThat(counted.outcome()).isPresent();
        assertThat(counted.statements()).isEqualTo(1);
        assertThat(counted.commits()).isZero();
    }
}
