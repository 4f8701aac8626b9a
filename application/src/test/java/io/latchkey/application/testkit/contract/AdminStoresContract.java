package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.UserSearch.Login;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What administration relies on. */
public interface AdminStoresContract extends StoreContract {
    private AccountDirectory directory() {
        return store().administration().directory();
    }

    private User given(User user) {
        inOne(() -> store().users().insert(user));
        return user;
    }

    private static User user(String username, UserStatus status, Instant createdAt, String... roles) {
        return new User(
                Samples.userId(),
                new Profile(new Username(username), null, Locale.ENGLISH),
                new Contacts(null, null),
                new Credentials(null, SecondFactor.NONE, null),
                status,
                Set.of(roles),
                new Revision(createdAt, createdAt, 0));
    }

    private List<User> find(UserSearch search) {
        return reading(() -> directory().find(search, Optional.empty(), 1000)).stream()
                .map(hit -> hit.account().user())
                .toList();
    }

    /** All accounts, read page by page. */
    private List<User> byPages(UserSearch search, int most) {
        List<User> all = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        while (true) {
            Optional<Position> from = after;
            List<AccountDirectory.Hit> page = reading(() -> directory().find(search, from, most));
            page.forEach(hit -> all.add(hit.account().user()));
            if (page.size() < most) {
                return all;
            }
            after = Optional.of(page.get(most - 1).position());
        }
    }

    @Test
    default void lists_accounts_newest_first_and_page_by_page() {
        List<User> users = IntStream.range(0, 25)
                .mapToObj(number -> given(user("user" + number, UserStatus.ACTIVE, NOW.plusMillis(number / 4), "user")))
                .toList();
        List<User> found = find(UserSearch.ALL);
        assertThat(found).containsExactlyInAnyOrderElementsOf(users);
        assertThat(found.stream().map(User::createdAt)).isSortedAccordingTo(Comparator.reverseOrder());
        for (int most : List.of(1, 4, 7, 25)) {
            assertThat(byPages(UserSearch.ALL, most)).isEqualTo(found);
        }
    }

    @Test
    default void lists_accounts_of_a_state_and_a_time() {
        User first = given(user("first", UserStatus.ACTIVE, NOW, "user"));
        User second = given(user("second", UserStatus.DISABLED, NOW.plusSeconds(1), "user"));
        User third = given(user("third", UserStatus.ACTIVE, NOW.plusSeconds(2), "user"));
        assertThat(find(search(UserStatus.ACTIVE, null, null))).containsExactly(third, first);
        assertThat(find(search(UserStatus.DISABLED, null, null))).containsExactly(second);
        assertThat(find(search(null, NOW.plusSeconds(1), null))).containsExactly(third, second);
        assertThat(find(search(null, null, NOW.plusSeconds(2)))).containsExactly(second, first);
        assertThat(find(search(UserStatus.ACTIVE, NOW, NOW.plusSeconds(2)))).containsExactly(first);
    }

    private static UserSearch search(@Nullable UserStatus status, @Nullable Instant from, @Nullable Instant before) {
        return new UserSearch(
                Optional.empty(), Optional.ofNullable(status), Optional.ofNullable(from), Optional.ofNullable(before));
    }

    @Test
    default void finds_a_login_whether_or_not_it_is_verified() {
        User verified = given(Samples.fullUser());
        User claimant = given(Samples.user("eve", Samples.EMAIL, Samples.PHONE));
        given(Samples.user("mallory", new EmailAddress("mallory@example.org"), null));
        assertThat(find(whole(new LoginName.ByContact(Samples.EMAIL)))).containsExactlyInAnyOrder(verified, claimant);
        assertThat(find(whole(new LoginName.ByContact(Samples.PHONE)))).containsExactlyInAnyOrder(verified, claimant);
        assertThat(find(whole(new LoginName.ByUsername(new Username("EVE"))))).containsExactly(claimant);
        assertThat(find(whole(new LoginName.Unusable("?")))).isEmpty();
    }

    private static UserSearch whole(LoginName login) {
        return UserSearch.ALL.with(Login.whole(login));
    }

    @Test
    default void finds_logins_that_begin_alike_sorted_and_each_account_once() {
        User ada = given(Samples.user("ada", new EmailAddress("ada@example.org"), new PhoneNumber("+4915111111111")));
        User adam = given(Samples.user("adam", new EmailAddress("x@example.org"), null));
        User byEmail = given(Samples.user("zoe", new EmailAddress("ADALBERT@example.org"), null));
        User byPhone = given(Samples.user("yves", null, new PhoneNumber("+4915111111112")));
        UserSearch beginning = UserSearch.ALL.with(Login.beginning(" Ada"));
        assertThat(find(beginning)).containsExactly(ada, byEmail, adam);
        for (int most : List.of(1, 2, 3)) {
            assertThat(byPages(beginning, most)).containsExactly(ada, byEmail, adam);
        }
        assertThat(find(UserSearch.ALL.with(Login.beginning("+491511111111")))).containsExactly(ada, byPhone);
        assertThat(find(UserSearch.ALL.with(Login.beginning("adb")))).isEmpty();
        assertThat(find(UserSearch.ALL.with(Login.beginning("%")))).isEmpty();
    }

    @Test
    default void counts_active_accounts_with_a_role_of_that_very_name() {
        User admin = given(user("ann", UserStatus.ACTIVE, NOW, "admin", "user"));
        given(user("bea", UserStatus.ACTIVE, NOW, "user", "zadmin"));
        given(user("cat", UserStatus.DISABLED, NOW, "admin", "user"));
        given(user("dot", UserStatus.ACTIVE, NOW, "user"));
        User second = given(user("eve", UserStatus.ACTIVE, NOW, "user", "support", "admin"));
        assertThat(reading(() -> directory().countActive("admin"))).isEqualTo(2);
        assertThat(reading(() -> directory().countActive("auditor"))).isZero();
        assertThat(inOne(() -> directory().lockActive("admin"))).containsExactlyInAnyOrder(admin.id(), second.id());
        assertThat(inOne(() -> directory().lockActive("auditor"))).isEmpty();
    }

    @Test
    default void whoever_takes_an_administrator_away_waits_for_another_who_does() {
        User admin = given(user("ann", UserStatus.ACTIVE, NOW, "admin", "user"));
        User second = given(user("eve", UserStatus.ACTIVE, NOW, "admin", "user"));
        CompletableFuture<Set<UserId>> later = inOne(() -> {
            assertThat(directory().lockActive("admin")).hasSize(2);
            CompletableFuture<Set<UserId>> other =
                    CompletableFuture.supplyAsync(() -> inOne(() -> directory().lockActive("admin")));
            assertThatThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            store().users().update(admin.disable(NOW));
            return other;
        });
        assertThat(later.join()).containsExactly(second.id());
    }

    @Test
    default void keeps_custom_claims_with_the_account() {
        User user = given(Samples.fullUser());
        CustomClaims claims = new CustomClaims(Map.of("tenant", "blue = grün", "level", "3", "empty", ""));
        inOne(() -> store().users().update(user.withClaims(claims, NOW)));
        assertThat(reading(() -> directory().find(user.id()))
                        .orElseThrow()
                        .user()
                        .claims())
                .isEqualTo(claims);
        assertThat(reading(() -> store().users().find(user.id())).orElseThrow().claims())
                .isEqualTo(claims);
    }

    @Test
    default void tells_with_an_account_that_it_is_going_to_be_deleted() {
        User user = given(user("ada", UserStatus.DISABLED, NOW, "user"));
        User later = given(user("bob", UserStatus.DISABLED, NOW, "user"));
        AccountDeletion deletion = new AccountDeletion(user.id(), UserStatus.ACTIVE, NOW, NOW.plusSeconds(60));
        inOne(() -> {
            store().administration().deletions().insert(deletion);
            store().administration()
                    .deletions()
                    .insert(new AccountDeletion(later.id(), UserStatus.DISABLED, NOW, NOW.plusSeconds(90)));
        });
        assertThat(reading(() -> directory().find(user.id())).flatMap(UserRecord::deletion))
                .contains(deletion);
        assertThat(due(NOW.plusSeconds(59))).isEmpty();
        assertThat(due(NOW.plusSeconds(60))).containsExactly(user.id());
        assertThat(due(NOW.plusSeconds(90))).containsExactly(user.id(), later.id());
        inOne(() -> store().administration().deletions().remove(user.id()));
        assertThat(reading(() -> directory().find(user.id())).flatMap(UserRecord::deletion))
                .isEmpty();
        assertThat(due(NOW.plusSeconds(90))).containsExactly(later.id());
    }

    @Test
    default void gives_a_deletion_to_one_of_many_who_restore_the_account_or_delete_it() {
        User user = given(user("ada", UserStatus.DISABLED, NOW, "user"));
        AccountDeletion deletion = new AccountDeletion(user.id(), UserStatus.ACTIVE, NOW, NOW);
        inOne(() -> store().administration().deletions().insert(deletion));
        assertThat(Parallel.run(8, number -> removed(user.id()))).containsOnlyOnce(true);
    }

    private boolean removed(UserId user) {
        return inOne(() -> store().administration().deletions().remove(user));
    }

    private List<UserId> due(Instant now) {
        return reading(() -> store().administration().deletions().findDue(now, 10));
    }

    @Test
    default void gives_a_bootstrap_token_to_one_of_many() {
        inOne(() -> store().administration().bootstrapTokens().replace("first", NOW.plusSeconds(60)));
        inOne(() -> store().administration().bootstrapTokens().replace("second", NOW.plusSeconds(60)));
        assertThat(take("first", NOW)).as("replaced").isFalse();
        assertThat(take("second", NOW.plusSeconds(60))).as("over").isFalse();
        assertThat(Parallel.run(8, number -> take("second", NOW))).containsOnlyOnce(true);
    }

    private boolean take(String digest, Instant now) {
        return inOne(() -> store().administration().bootstrapTokens().take(digest, now));
    }

    @Test
    default void reads_all_about_one_person_and_nothing_of_others() {
        User user = given(Samples.fullUser());
        User other = given(user("other", UserStatus.ACTIVE, NOW, "user"));
        inOne(() -> {
            store().sessions().insert(Samples.session(user.id(), NOW));
            store().sessions().insert(Samples.session(other.id(), NOW));
        });
        Map<String, List<Map<String, Object>>> subjects = reading(
                        () -> store().administration().personalData().read(user, List.of()))
                .subjects();
        assertThat(subjects.get("account"))
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row).containsEntry("id", user.id().value()));
        assertThat(subjects.get("sessions")).hasSize(1);
        assertThat(subjects.toString()).doesNotContain("argon2");
    }

    @Test
    default void leaves_the_notices_of_a_contact_to_whoever_proved_it() {
        given(Samples.fullUser());
        User claimant = given(Samples.user("eve", Samples.EMAIL, Samples.PHONE));
        OutboxMessage notice = Samples.notice(Samples.EMAIL, NOW);
        inOne(() -> store().outbox().insert(notice));
        assertThat(reading(() -> store().administration().personalData().read(claimant, List.of()))
                        .subjects()
                        .getOrDefault("messages", List.of()))
                .isEmpty();
        inOne(() -> {
            store().administration().personalData().erase(claimant, List.of());
            store().users().delete(claimant.id());
        });
        assertThat(inOne(() -> store().outbox().findForUpdate(List.of(notice.id()))))
                .hasSize(1);
    }

    private static Decision decision(
            int number, Instant at, Decision.Outcome outcome, Optional<UUID> user, Optional<UUID> subject) {
        return new Decision(
                new UUID(7, number),
                at,
                new Decision.Call("send code", "POST /api/v1/otp", "native", "192.0.2.1"),
                new Decision.Answer(outcome, 429, "quota-exceeded", "a-limit"),
                new Decision.Whom(user, subject, Optional.of(new UUID(8, number))),
                List.of(
                        Finding.passed("another-limit"),
                        Finding.refused("a-limit")
                                .counted(6, 5)
                                .within(Duration.ofHours(1))
                                .until(at.plusSeconds(60))
                                .noting("a \"note\"")));
    }

    private List<Decision> find(DecisionSearch search, Optional<Position> after, int most) {
        return store().administration()
                .auditUnitOfWork()
                .read(() -> store().administration().decisions().find(search, after, most));
    }

    private Optional<Decision> one(UUID id) {
        return store().administration()
                .auditUnitOfWork()
                .read(() -> store().administration().decisions().find(id));
    }

    private int purge(Instant before, int most) {
        return store().administration()
                .auditUnitOfWork()
                .<Integer>execute(() -> store().administration().decisions().purge(before, most));
    }

    private void keep(Decision... decisions) {
        Boolean unused = store().administration().auditUnitOfWork().execute(() -> {
            store().administration().decisions().insert(List.of(decisions));
            return true;
        });
    }

    @Test
    default void keeps_a_decision_once_that_comes_again_after_a_commit_without_an_answer() {
        Decision first = decision(1, NOW, Decision.Outcome.SENT, Optional.empty(), Optional.empty());
        Decision second = decision(2, NOW, Decision.Outcome.SENT, Optional.empty(), Optional.empty());
        keep(first);
        keep(first);
        keep(first, second);
        assertThat(find(DecisionSearch.ALL, Optional.empty(), 10)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void finds_decisions_by_account_subject_outcome_and_time_newest_first() {
        User user = given(user("ada", UserStatus.ACTIVE, NOW, "user"));
        Optional<UUID> id = Optional.of(user.id().value());
        Optional<UUID> subject = Optional.of(new UUID(5, 5));
        Decision first = decision(1, NOW, Decision.Outcome.REFUSED, id, Optional.empty());
        Decision second = decision(2, NOW.plusSeconds(1), Decision.Outcome.SENT, Optional.empty(), subject);
        Decision third = decision(3, NOW.plusSeconds(2), Decision.Outcome.LOCKED, id, subject);
        keep(first, third, second);
        assertThat(one(second.id())).contains(second);
        assertThat(one(new UUID(7, 4))).isEmpty();
        assertThat(find(DecisionSearch.ALL, Optional.empty(), 10)).containsExactly(third, second, first);
        assertThat(find(
                        new DecisionSearch(
                                Optional.of(user.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        10))
                .containsExactly(third, first);
        assertThat(find(DecisionSearch.ALL.about(new UUID(5, 5)), Optional.empty(), 10))
                .containsExactly(third, second);
        assertThat(find(
                        new DecisionSearch(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Decision.Outcome.SENT),
                                Optional.of(NOW.plusSeconds(1)),
                                Optional.of(NOW.plusSeconds(2))),
                        Optional.empty(),
                        10))
                .containsExactly(second);
        Position place = new Position(
                Long.toString(third.at().toEpochMilli()), third.id().toString());
        assertThat(find(DecisionSearch.ALL, Optional.of(place), 1)).containsExactly(second);
    }

    @Test
    default void keeps_no_decision_under_the_id_of_an_account_that_is_gone() {
        User user = given(user("ada", UserStatus.ACTIVE, NOW, "user"));
        Optional<UUID> subject = Optional.of(new UUID(5, 5));
        keep(
                decision(1, NOW, Decision.Outcome.REFUSED, Optional.of(user.id().value()), Optional.empty()),
                decision(2, NOW, Decision.Outcome.REFUSED, Optional.empty(), subject),
                decision(3, NOW, Decision.Outcome.REFUSED, Optional.empty(), Optional.of(new UUID(6, 6))));
        assertThat(reading(() -> store().administration().personalData().read(user, List.of(new UUID(5, 5))))
                        .subjects()
                        .get("decisions"))
                .hasSize(2);
        inOne(() -> {
            store().administration().personalData().erase(user, List.of(new UUID(5, 5)));
            store().users().delete(user.id());
        });
        assertThat(find(DecisionSearch.ALL, Optional.empty(), 10))
                .extracting(Decision::id)
                .containsExactly(new UUID(7, 3));
        keep(decision(4, NOW, Decision.Outcome.SENT, Optional.of(user.id().value()), subject));
        assertThat(one(new UUID(7, 4))).hasValueSatisfying(late -> {
            assertThat(late.whom().user()).isEmpty();
            assertThat(late.whom().subject()).as("the digest of the contact").isEmpty();
        });
    }

    @Test
    default void leaves_the_decisions_of_others_when_a_person_is_erased_whose_contact_they_have_now() {
        User user = given(user("ada", UserStatus.ACTIVE, NOW, "user"));
        User heir = given(user("bob", UserStatus.ACTIVE, NOW, "user"));
        UUID shared = new UUID(5, 5);
        keep(
                decision(1, NOW, Decision.Outcome.SENT, Optional.of(heir.id().value()), Optional.of(shared)),
                decision(2, NOW, Decision.Outcome.SENT, Optional.of(user.id().value()), Optional.of(shared)),
                decision(3, NOW, Decision.Outcome.REFUSED, Optional.empty(), Optional.of(shared)));
        inOne(() -> store().administration().personalData().erase(user, List.of(shared)));
        assertThat(find(DecisionSearch.ALL, Optional.empty(), 10))
                .extracting(Decision::id)
                .containsExactly(new UUID(7, 1));
    }

    @Test
    default void keeps_the_finding_that_decided_where_there_are_too_many_for_a_row() {
        List<Finding> findings = new ArrayList<>();
        String note = "\"".repeat(200);
        findings.add(Finding.refused("a-limit").noting(note));
        for (int number = 0; number < 29; number++) {
            findings.add(Finding.passed("another-limit-" + number).noting(note));
        }
        Decision whole = decision(1, NOW, Decision.Outcome.REFUSED, Optional.empty(), Optional.empty());
        keep(new Decision(whole.id(), whole.at(), whole.call(), whole.answer(), whole.whom(), findings));
        assertThat(one(whole.id()))
                .hasValueSatisfying(kept -> assertThat(kept.findings()).contains(findings.get(0), findings.get(29)));
    }

    @Test
    default void deletes_the_oldest_decisions_in_portions() {
        for (int number = 1; number <= 5; number++) {
            keep(decision(
                    number, NOW.plusSeconds(number), Decision.Outcome.REFUSED, Optional.empty(), Optional.empty()));
        }
        assertThat(purge(NOW.plusSeconds(4), 2)).isEqualTo(2);
        assertThat(purge(NOW.plusSeconds(4), 2)).isEqualTo(1);
        assertThat(find(DecisionSearch.ALL, Optional.empty(), 10))
                .extracting(Decision::id)
                .containsExactly(new UUID(7, 5), new UUID(7, 4));
    }
}
