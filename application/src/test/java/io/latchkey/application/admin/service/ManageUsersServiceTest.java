package io.latchkey.application.admin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.UserEdits;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManageUsersServiceTest {
    private static final EmailAddress EMAIL = new EmailAddress("grace@example.org");

    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final User ada = people.person();
    private final Act admin = people.by("admin");

    private Administered<UserRecord> create(Optional<String> username, Optional<EmailAddress> email) {
        return app.admin.manageUsers.create(
                admin,
                NewAccount.named(username.map(Username::new), Optional.of("Grace"))
                        .reachedAt(email, Optional.empty()),
                Locale.GERMAN);
    }

    private static UserEdits edits(Edit<EmailAddress> email, Edit<PhoneNumber> phone) {
        return new UserEdits(new Edit.Keep<>(), new Edit.Keep<>(), email, phone, Optional.empty(), Optional.empty());
    }

    private User stored() {
        return app.user(ada.id());
    }

    @Test
    void creates_an_active_account_without_a_password() {
        assertThat(create(Optional.of("grace"), Optional.of(EMAIL))).isInstanceOf(Administered.Done.class);
        User created = app.unitOfWork
                .read(() -> app.userRepository.findByLogin(app.contacts.parseLogin("grace@example.org")))
                .orElseThrow();
        assertThat(created.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(created.passwordHash()).isNull();
        assertThat(created.emailVerified()).isTrue();
        assertThat(created.roles()).containsExactly(User.ROLE_USER);
    }

    @Test
    void creates_nobody_who_cannot_be_reached_or_whose_names_are_taken() {
        assertThatThrownBy(() -> create(Optional.of("grace"), Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("email"));
        assertThat(create(Optional.of(ada.username().value()), Optional.of(EMAIL)))
                .isEqualTo(new Administered.Faulty<>(AccountFault.USERNAME_TAKEN));
        assertThat(create(Optional.empty(), Optional.of(ada.email())))
                .isEqualTo(new Administered.Faulty<>(AccountFault.EMAIL_TAKEN));
    }

    private Page<UserRecord> found(Act act, UserSearch search) {
        return ((Administered.Done<Page<UserRecord>>) app.admin.manageUsers.find(act, search, Optional.empty(), 1))
                .result();
    }

    @Test
    void shows_whole_contacts_to_those_who_help_and_to_nobody_else() {
        for (String role : List.of("admin", "support", "auditor")) {
            Act act = people.by(role);
            UserRecord read = ((Administered.Done<UserRecord>) app.admin.manageUsers.read(act, ada.id())).result();
            UserRecord listed = found(
                            act,
                            UserSearch.ALL.with(UserSearch.Login.whole(
                                    app.contacts.parseLogin(ada.email().value()))))
                    .items()
                    .get(0);
            assertThat(List.of(String.valueOf(read.email()), String.valueOf(listed.email())))
                    .as(role)
                    .containsOnly(
                            role.equals("auditor")
                                    ? ada.email().masked()
                                    : ada.email().value());
        }
    }

    @Test
    void tells_an_auditor_no_contact_by_its_beginning_or_by_the_place_of_a_next_page() {
        create(Optional.empty(), Optional.of(new EmailAddress("ada.second@example.org")));
        create(Optional.empty(), Optional.of(new EmailAddress("ada.third@example.org")));
        UserSearch search = UserSearch.ALL.with(UserSearch.Login.beginning("ada."));
        assertThat(found(admin, search).next()).isPresent();
        Page<UserRecord> looked = found(people.by("auditor"), search);
        assertThat(looked.items()).isEmpty();
        assertThat(looked.next()).isEmpty();
        assertThat(found(people.by("auditor"), UserSearch.ALL.with(UserSearch.Login.beginning("ada.third@example.org")))
                        .items())
                .hasSize(1);
        assertThat(found(people.by("auditor"), UserSearch.ALL).next()).isPresent();
    }

    @Test
    void changes_a_contact_and_tells_the_old_one_and_the_new_one() {
        app.admin.manageUsers.change(
                admin, ada.id(), OptionalInt.of(0), edits(new Edit.Become<>(EMAIL), new Edit.Keep<>()));
        assertThat(stored().email()).isEqualTo(EMAIL);
        assertThat(stored().emailVerified()).isTrue();
        assertThat(stored().phone()).isEqualTo(ada.phone());
        assertThat(app.unitOfWork.read(() -> List.copyOf(app.outboxRepository.all())))
                .filteredOn(message -> message.kind() == MessageKind.CONTACT_CHANGED)
                .extracting(message -> message.contact().value())
                .contains(ada.email().value(), EMAIL.value());
    }

    @Test
    void removes_a_contact_and_the_second_factor_that_needs_it() {
        app.admin.manageUsers.change(
                admin,
                ada.id(),
                OptionalInt.empty(),
                new UserEdits(
                        new Edit.Keep<>(),
                        new Edit.Become<>("Countess"),
                        new Edit.Keep<>(),
                        new Edit.Remove<>(),
                        Optional.of(Locale.FRENCH),
                        Optional.of(SecondFactor.EMAIL)));
        assertThat(stored().phone()).isNull();
        assertThat(stored().name()).isEqualTo("Countess");
        assertThat(stored().locale()).isEqualTo(Locale.FRENCH);
        assertThat(stored().secondFactor()).isEqualTo(SecondFactor.EMAIL);
    }

    @Test
    void changes_no_other_version_than_the_one_that_was_seen() {
        assertThat(app.admin.manageUsers.setRoles(admin, ada.id(), OptionalInt.of(7), Set.of("editor")))
                .isEqualTo(new Administered.Overtaken<>());
        assertThat(stored().roles()).containsExactly(User.ROLE_USER);
        assertThat(app.admin.manageUsers.setRoles(admin, ada.id(), OptionalInt.of(0), Set.of("editor")))
                .isInstanceOf(Administered.Done.class);
        assertThat(app.admin.manageUsers.setRoles(admin, ada.id(), OptionalInt.of(0), Set.of("author")))
                .isEqualTo(new Administered.Overtaken<>());
        assertThat(stored().roles()).containsExactlyInAnyOrder("user", "editor");
    }

    @Test
    void takes_no_role_of_administration_from_the_last_one_or_from_oneself() {
        User self = app.user(new UserId(UUID.fromString(admin.actor().name())));
        assertThat(app.admin.manageUsers.setRoles(admin, self.id(), OptionalInt.empty(), Set.of()))
                .isEqualTo(new Administered.Impossible<>(Obstacle.OWN_ACCOUNT));
        assertThat(app.admin.manageUsers.setRoles(admin, self.id(), OptionalInt.empty(), Set.of("admin", "editor")))
                .isInstanceOf(Administered.Done.class);
        assertThatThrownBy(() ->
                        app.admin.manageUsers.setRoles(admin, ada.id(), OptionalInt.empty(), Set.of("Editor,admin")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void sets_claims_that_are_small_enough() {
        app.admin.manageUsers.setClaims(admin, ada.id(), OptionalInt.of(0), new CustomClaims(Map.of("tenant", "blue")));
        assertThat(stored().claims().values()).containsExactly(Map.entry("tenant", "blue"));
    }
}
