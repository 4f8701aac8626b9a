package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InMemoryAdminStores;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Why calls were decided as they were, as operators read it. */
class DecisionsTest {
    private static final Act ACT = new Act(new Actor.CommandLine(), Optional.empty());
    private static final EmailAddress STRANGER = new EmailAddress("stranger@example.org");

    private final TestApplication app =
            TestApplication.settings().throttles(Fixtures.throttles(1)).start();

    /** Does something as a door does, and answers with a status. */
    private <T> Optional<UUID> call(int status, String problem, Supplier<T> work) {
        DecisionDesk desk = app.useCases.decisions;
        desk.begin();
        T unused = work.get();
        Optional<UUID> id = desk.answer(
                new DecisionDesk.Answered(status, problem, Optional.empty(), Optional.empty()),
                new Decision.Call("a deed", "POST /somewhere", "native", "192.0.2.9"),
                Optional.empty());
        desk.end();
        return id;
    }

    private CodeSending send(OtpPurpose purpose, Contact contact) {
        return app.useCases.otp.sendCode.send(SendCodeCommand.asked(purpose, contact, Fixtures.REQUESTER));
    }

    private List<Decision> about(Contact contact) {
        return result(app.admin.overseeOperation.findDecisions(
                        ACT, DecisionSearch.ALL, Optional.of(contact), Optional.empty(), 50))
                .items();
    }

    private Decision read(UUID id) {
        return result(app.admin.overseeOperation.readDecision(ACT, id));
    }

    @Test
    void tells_of_a_refused_code_which_limits_were_asked_what_they_saw_and_which_one_refused() {
        Optional<UUID> first = call(202, "", () -> send(OtpPurpose.VERIFY_CONTACT, STRANGER));
        Optional<UUID> second = call(429, "quota-exceeded", () -> send(OtpPurpose.VERIFY_CONTACT, STRANGER));
        assertThat(first).as("named to somebody who got a code").isEmpty();
        Decision refused = read(second.orElseThrow());
        assertThat(refused.answer().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.findings())
                .filteredOn(finding -> finding.rule().equals(refused.answer().winner()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.REFUSED);
                    assertThat(finding.seen()).isEqualTo(2);
                    assertThat(finding.limit()).isEqualTo(1);
                    assertThat(finding.window()).isNotNull();
                    assertThat(finding.until()).isNotNull();
                });
        List<Decision> all = about(STRANGER);
        assertThat(all).extracting(each -> each.answer().outcome()).containsExactly(Outcome.REFUSED, Outcome.SENT);
        Decision sent = all.get(1);
        assertThat(sent.whom().message()).contains(app.outbox().get(0).id().value());
        assertThat(sent.findings()).extracting(Finding::verdict).containsOnly(Verdict.PASSED);
        assertThat(sent.findings())
                .extracting(Finding::rule)
                .contains(sent.answer().winner());
        assertThat(all.toString()).doesNotContain("stranger@example.org", "example.org");
    }

    @Test
    void tells_the_operator_alone_that_nothing_was_sent_because_there_is_no_account() {
        assertThat(call(202, "", () -> send(OtpPurpose.SIGN_IN, STRANGER))).isEmpty();
        assertThat(about(STRANGER)).singleElement().satisfies(decision -> {
            assertThat(decision.answer().outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(decision.answer().winner()).isEqualTo("account");
            assertThat(decision.answer().status()).isEqualTo(202);
        });
    }

    @Test
    void finds_decisions_by_account_by_outcome_and_all_of_them() {
        User user = app.given(Fixtures.anyUser());
        Optional<UUID> unused = call(202, "", () -> send(OtpPurpose.SIGN_IN, Fixtures.EMAIL));
        DecisionSearch ofUser = new DecisionSearch(
                Optional.of(user.id()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        DecisionSearch locked = new DecisionSearch(
                Optional.empty(), Optional.empty(), Optional.of(Outcome.LOCKED), Optional.empty(), Optional.empty());
        assertThat(find(ofUser)).singleElement().satisfies(decision -> {
            assertThat(decision.answer().outcome()).isEqualTo(Outcome.SENT);
            assertThat(decision.whom().user()).contains(user.id().value());
        });
        assertThat(find(locked)).isEmpty();
        assertThat(find(DecisionSearch.ALL)).hasSize(1);
    }

    private List<Decision> find(DecisionSearch search) {
        return result(app.admin.overseeOperation.findDecisions(ACT, search, Optional.empty(), Optional.empty(), 50))
                .items();
    }

    @Test
    void forgets_a_message_that_was_undone_with_its_unit_of_work() {
        app.unitOfWork.failNextCommit(new IllegalStateException("no commit"));
        app.useCases.decisions.begin();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> send(OtpPurpose.VERIFY_CONTACT, STRANGER));
        app.useCases.decisions.end();
        assertThat(about(STRANGER)).isEmpty();
    }

    private RecordsOfPeople recordsOfPeople(AdminStores stores) {
        return new RecordsOfPeople(
                stores.personalData(),
                app.unitOfWork,
                app.useCases.decisions,
                app.useCases.admin.keepDecisions,
                () -> {});
    }

    /** Writing them first would take a second connection within the unit of work that deletes. */
    @Test
    void erases_a_person_within_a_unit_of_work_by_forgetting_the_decisions_that_wait() {
        User user = app.given(Fixtures.anyUser());
        AdminStores stores = new InMemoryAdminStores(app.store);
        RecordsOfPeople people = recordsOfPeople(stores);
        Optional<UUID> unused = call(202, "", () -> send(OtpPurpose.SIGN_IN, Fixtures.EMAIL));
        Optional<UUID> ofAnother = call(429, "quota-exceeded", () -> send(OtpPurpose.SIGN_IN, STRANGER));
        List<Decision> written = app.unitOfWork.execute(() -> {
            people.erase(user, List.of());
            return stores.decisions().find(DecisionSearch.ALL, Optional.empty(), 10);
        });
        assertThat(written).as("written within the erasure").isEmpty();
        assertThat(find(DecisionSearch.ALL)).extracting(Decision::id).containsExactly(ofAnother.orElseThrow());
    }

    /** As with an erasure. */
    @Test
    void exports_the_decisions_that_wait_and_writes_none_within_the_unit_of_work_that_reads() {
        User user = app.given(Fixtures.anyUser());
        AdminStores stores = new InMemoryAdminStores(app.store);
        RecordsOfPeople people = recordsOfPeople(stores);
        Optional<UUID> unused = call(202, "", () -> send(OtpPurpose.SIGN_IN, Fixtures.EMAIL));
        List<Decision> written = app.unitOfWork.read(() -> {
            PersonalRecords read = people.read(user, List.of());
            assertThat(read.subjects()).containsKey("decisions");
            return stores.decisions().find(DecisionSearch.ALL, Optional.empty(), 10);
        });
        assertThat(written).as("written within the export").isEmpty();
        Act withReason = new Act(ACT.actor(), Optional.of(Administration.REASON));
        assertThat(result(app.admin.helpUsers.export(withReason, user.id()))
                        .subjects()
                        .get("decisions"))
                .hasSize(1);
    }

    @Test
    void records_which_decision_somebody_read_and_whom_it_is_about() {
        User user = app.given(Fixtures.anyUser());
        Optional<UUID> unused = call(202, "", () -> send(OtpPurpose.SIGN_IN, Fixtures.EMAIL));
        Decision sent = find(DecisionSearch.ALL).get(0);
        assertThat(read(sent.id())).isEqualTo(sent);
        assertThat(app.audit.entries())
                .filteredOn(entry -> AdminDeed.READ_DECISION
                        .wireName()
                        .equals(entry.details().get("deed")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("decision", sent.id().toString())
                        .containsEntry("user", user.id().toString()));
    }

    @Test
    void keeps_the_rule_that_refuses_after_many_that_passed() {
        Optional<UUID> id = call(429, "quota-exceeded", () -> {
            for (int number = 0; number < 40; number++) {
                app.useCases.decisions.saw(Finding.passed("rule-" + number));
            }
            app.useCases.decisions.saw(Finding.refused("the-last-rule"));
            return true;
        });
        Decision refused = read(id.orElseThrow());
        assertThat(refused.answer().winner()).isEqualTo("the-last-rule");
        assertThat(refused.findings()).hasSize(30).extracting(Finding::rule).contains("the-last-rule", "rule-39");
    }

    private static <T> T result(Administered<T> outcome) {
        assertThat(outcome).isInstanceOf(Administered.Done.class);
        return ((Administered.Done<T>) outcome).result();
    }
}
