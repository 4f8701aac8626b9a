package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.EMAIL;
import static io.latchkey.application.testkit.contract.Samples.NOW;
import static io.latchkey.application.testkit.contract.Samples.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.FormerContacts;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for accounts. */
public interface UserRepositoryContract extends StoreContract {
    PasswordHash HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g");

    EmailAddress OTHER_EMAIL = new EmailAddress("countess@example.org");
    PhoneNumber OTHER_PHONE = new PhoneNumber("+4915187654321");

    private UserRepository users() {
        return store().users();
    }

    private User insert(User user) {
        inOne(() -> users().insert(user));
        return user;
    }

    private User read(User user) {
        return reading(() -> users().find(user.id())).orElseThrow();
    }

    private void update(User user) {
        inOne(() -> users().update(user));
    }

    @Test
    default void gives_back_every_field_of_an_account() {
        User full = insert(Samples.fullUser());
        assertThat(read(full)).isEqualTo(full);
    }

    @Test
    default void gives_back_an_account_with_nothing_optional() {
        User bare = insert(Samples.user(null, null, null));
        assertThat(read(bare)).isEqualTo(bare);
    }

    @Test
    default void finds_nobody_by_an_unknown_id() {
        assertThat(reading(() -> users().find(Samples.userId()))).isEmpty();
    }

    @Test
    default void finds_an_account_by_username_in_any_spelling() {
        User full = insert(Samples.fullUser());
        assertThat(byUsername("ADA.lovelace")).contains(full);
        assertThat(byUsername("ada.lovelace1")).isEmpty();
    }

    @Test
    default void tells_usernames_apart_that_differ_in_an_accent() {
        User plain = insert(Samples.user("jose", null, null));
        User accented = insert(Samples.user("jos\u00e9", null, null));
        assertThat(byUsername("jose")).contains(plain);
        assertThat(byUsername("JOS\u00c9")).contains(accented);
    }

    @Test
    default void finds_an_account_by_its_verified_contacts() {
        User full = insert(Samples.fullUser());
        assertThat(byContact(EmailAddress.parse("ADA.LOVELACE@EXAMPLE.ORG"))).contains(full);
        assertThat(byContact(PHONE)).contains(full);
        assertThat(byContact(EmailAddress.parse("ada.lovelace@example.com"))).isEmpty();
        assertThat(byContact(new PhoneNumber("+4915112345679"))).isEmpty();
    }

    @Test
    default void finds_nobody_by_a_contact_that_is_only_claimed() {
        insert(Samples.user("ada", EMAIL, PHONE));
        assertThat(byContact(EMAIL)).isEmpty();
        assertThat(byContact(PHONE)).isEmpty();
    }

    @Test
    default void finds_nobody_by_an_unusable_login() {
        insert(Samples.user("ada", null, null));
        assertThat(reading(() -> users().findByLogin(new LoginName.Unusable("?? ada"))))
                .isEmpty();
    }

    private Optional<User> byUsername(String username) {
        return reading(() -> users().findByLogin(new LoginName.ByUsername(new Username(username))));
    }

    private Optional<User> byContact(Contact contact) {
        return reading(() -> users().findByLogin(new LoginName.ByContact(contact)));
    }

    @Test
    default void refuses_a_username_that_is_taken_in_any_spelling() {
        insert(Samples.user("ada", null, null));
        User second = Samples.user("ADA", null, null);
        assertThatThrownBy(() -> insert(second)).isInstanceOf(UsernameTakenException.class);
        assertThat(reading(() -> users().find(second.id()))).isEmpty();
    }

    @Test
    default void takes_any_number_of_accounts_without_a_username() {
        insert(Samples.user(null, null, null));
        User second = insert(Samples.user(null, null, null));
        assertThat(read(second)).isEqualTo(second);
    }

    @Test
    default void refuses_to_rename_to_a_username_that_is_taken() {
        insert(Samples.user("ada", null, null));
        User bob = insert(Samples.user("bob", null, null));
        assertThatThrownBy(() -> update(bob.describe(new Username("Ada"), null, Locale.ENGLISH, NOW)))
                .isInstanceOf(UsernameTakenException.class);
        assertThat(read(bob)).isEqualTo(bob);
    }

    @Test
    default void lets_several_accounts_claim_a_contact_and_the_first_verify_it() {
        User first = insert(Samples.user("ada", EMAIL, PHONE));
        User second = insert(Samples.user("username", EMAIL, PHONE));
        update(first.verify(EMAIL, NOW));
        assertThatThrownBy(() -> update(second.verify(EMAIL, NOW))).isInstanceOf(ContactTakenException.class);
        update(second.verify(PHONE, NOW));
        User verified = read(first);
        assertThatThrownBy(() -> update(verified.verify(PHONE, NOW))).isInstanceOf(ContactTakenException.class);
        assertThat(byContact(EMAIL)).map(User::id).contains(first.id());
        assertThat(byContact(PHONE)).map(User::id).contains(second.id());
    }

    @Test
    default void names_the_contact_as_taken_even_when_it_reads_like_a_username_clash() {
        EmailAddress odd = new EmailAddress("users_username_key@example.org");
        User first = insert(Samples.user("ada", odd, null));
        User second = insert(Samples.user("bob", odd, null));
        update(first.verify(odd, NOW));
        assertThatThrownBy(() -> update(second.verify(odd, NOW))).isInstanceOf(ContactTakenException.class);
    }

    @Test
    default void frees_a_contact_that_was_removed() {
        User first = insert(Samples.fullUser());
        update(first.remove(ContactKind.EMAIL, NOW));
        User second = insert(Samples.user("bob", EMAIL, null));
        update(second.verify(EMAIL, NOW));
        assertThat(byContact(EMAIL)).map(User::id).contains(second.id());
    }

    @Test
    default void keeps_the_contacts_that_were_verified_before() {
        User first = insert(Samples.fullUser());
        update(first.verify(OTHER_EMAIL, NOW).verify(OTHER_PHONE, NOW));
        User second = read(first);
        assertThat(second.contacts().former()).isEqualTo(new FormerContacts(EMAIL, PHONE));
        assertThat(byContact(EMAIL)).isEmpty();
        update(second.remove(ContactKind.PHONE, NOW));
        assertThat(read(first).contacts().former()).isEqualTo(new FormerContacts(EMAIL, OTHER_PHONE));
    }

    @Test
    default void forgets_a_former_contact_when_another_account_verifies_it() {
        User first = insert(Samples.fullUser());
        update(first.verify(OTHER_EMAIL, NOW).verify(OTHER_PHONE, NOW));
        User stale = read(first);
        User second = insert(Samples.user("bob", EmailAddress.parse("ADA.LOVELACE@example.org"), null));
        assertThat(read(first).contacts().former()).isEqualTo(new FormerContacts(EMAIL, PHONE));

        update(second.verify(EmailAddress.parse("ADA.LOVELACE@example.org"), NOW));
        assertThat(read(first).contacts().former()).isEqualTo(new FormerContacts(null, PHONE));
        update(read(second).verify(PHONE, NOW));
        assertThat(read(first).contacts().former()).isEqualTo(FormerContacts.NONE);
        assertThat(read(first).email()).isEqualTo(OTHER_EMAIL);

        assertThatThrownBy(() -> update(stale.describe(null, "Ada", Locale.ENGLISH, NOW)))
                .isInstanceOf(ConcurrentChangeException.class);
        update(read(second).remove(ContactKind.PHONE, NOW));
        assertThat(read(first).contacts().former()).isEqualTo(FormerContacts.NONE);
    }

    @Test
    default void forgets_a_former_contact_when_a_new_account_has_verified_it() {
        User first = insert(Samples.fullUser());
        update(first.verify(OTHER_EMAIL, NOW));
        insert(Samples.user("bob", null, null).verify(EMAIL, NOW));
        assertThat(read(first).contacts().former()).isEqualTo(FormerContacts.NONE);
    }

    @Test
    default void deletes_what_was_sent_to_former_contacts_with_the_account() {
        User first = insert(Samples.fullUser());
        update(first.verify(OTHER_EMAIL, NOW));
        OtpChallenge challenge = Samples.challenge(null, 5);
        assertThat(challenge.contact()).isEqualTo(EMAIL);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().outbox().insert(Samples.message(challenge, NOW));
            store().outbox().insert(Samples.notice(EMAIL, NOW));
        });

        inOne(() -> users().delete(first.id()));

        assertThat(reading(() -> store().challenges().find(challenge.id()))).isEmpty();
        assertThat(inOne(() -> store().outbox().claim(10, NOW, NOW.plusSeconds(60))))
                .isEmpty();
    }

    @Test
    default void counts_the_saves_in_the_version() {
        User user = insert(Samples.user("ada", null, null));
        update(user.recover(HASH, NOW));
        User once = read(user);
        assertThat(once.version()).isEqualTo(user.version() + 1);
        assertThat(once.devicesKnownSince()).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        update(once.withPassword(HASH, NOW));
        assertThat(read(user).version()).isEqualTo(user.version() + 2);
    }

    @Test
    default void refuses_to_save_over_somebody_elses_work() {
        User user = insert(Samples.user("ada", null, null));
        update(user.describe(user.username(), "Ada", Locale.ENGLISH, NOW));
        assertThatThrownBy(() -> update(user.describe(user.username(), "Augusta", Locale.ENGLISH, NOW)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(read(user).name()).isEqualTo("Ada");
    }

    @Test
    default void refuses_to_save_an_account_that_is_gone() {
        User user = insert(Samples.user("ada", null, null));
        inOne(() -> users().delete(user.id()));
        assertThatThrownBy(() -> update(user.withPassword(HASH, NOW))).isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    default void gives_a_username_to_one_of_many_who_want_it_at_once() {
        List<Boolean> won = Parallel.run(20, number -> {
            try {
                inOne(() -> users().insert(Samples.user("Ada", null, null)));
                return true;
            } catch (UsernameTakenException taken) {
                return false;
            }
        });
        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    default void deletes_an_account_with_all_that_is_its_own() {
        User user = insert(Samples.fullUser());
        Keys failureKeys = new Keys(user.id().value(), UUID.randomUUID(), UUID.randomUUID());
        OtpChallenge challenge = Samples.challenge(user.id(), 5);
        Session session = Samples.session(user.id(), NOW);
        ApiCredential credential = Samples.credential(user.id(), "lk_a", NOW);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().outbox().insert(Samples.message(challenge, NOW));
            store().outbox().insert(Samples.notice(EMAIL, NOW));
            store().outbox().insert(Samples.notice(PHONE, NOW));
            store().sessions().insert(session);
            store().credentials().insert(credential);
            store().images().save(user.id(), new ProfileImage("image/png", new byte[] {1, 2, 3}), NOW);
            store().failures()
                    .save(
                            failureKeys,
                            new Counters(
                                    new SignInFailures(1, NOW), new SignInFailures(1, NOW), new SignInFailures(1, NOW)),
                            NOW);
        });

        inOne(() -> users().delete(user.id()));

        assertThat(reading(() -> users().find(user.id()))).isEmpty();
        assertThat(byUsername("ada.lovelace")).isEmpty();
        assertThat(reading(() -> store().challenges().find(challenge.id()))).isEmpty();
        assertThat(reading(() -> store().outbox().findState(challenge.id()))).isEmpty();
        assertThat(inOne(() -> store().outbox().claim(10, NOW, NOW.plusSeconds(60))))
                .isEmpty();
        assertThat(reading(() -> store().sessions().find(session.id()))).isEmpty();
        assertThat(reading(() -> store().credentials().findByKey("lk_a"))).isEmpty();
        assertThat(reading(() -> store().images().find(user.id()))).isEmpty();
        assertThat(inOne(() -> store().failures().findForUpdate(failureKeys)).overall())
                .isEqualTo(SignInFailures.NONE);
    }

    @Test
    default void deletes_nothing_of_anybody_else() {
        User user = insert(Samples.fullUser());
        User other = insert(Samples.user("bob", null, null));
        OtpChallenge challenge = Samples.challenge(other.id(), 5);
        OutboxMessage notice = Samples.notice(new PhoneNumber("+4915100000000"), NOW);
        Session session = Samples.session(other.id(), NOW);
        inOne(() -> {
            store().challenges().insert(challenge);
            store().outbox().insert(notice);
            store().sessions().insert(session);
            store().credentials().insert(Samples.credential(other.id(), "lk_b", NOW));
            store().images().save(other.id(), new ProfileImage("image/png", new byte[] {1}), NOW);
        });

        inOne(() -> users().delete(user.id()));

        assertThat(read(other)).isEqualTo(other);
        assertThat(reading(() -> store().challenges().find(challenge.id()))).isPresent();
        assertThat(inOne(() -> store().outbox().claim(10, NOW, NOW.plusSeconds(60))))
                .extracting(OutboxMessage::id)
                .containsExactly(notice.id());
        assertThat(reading(() -> store().sessions().find(session.id()))).isPresent();
        assertThat(reading(() -> store().credentials().findByKey("lk_b"))).isPresent();
        assertThat(reading(() -> store().images().find(other.id()))).isPresent();
    }

    @Test
    default void stores_a_password_hashed_anew_over_the_one_compared_only() {
        PasswordHash old = new PasswordHash("$old");
        PasswordHash next = new PasswordHash("$next");
        User user = insert(Samples.user("ada", null, null).withPassword(old, NOW));
        assertThat(inOne(() -> users().rehash(user.id(), next, old))).isFalse();
        assertThat(inOne(() -> users().rehash(user.id(), old, next))).isTrue();
        assertThat(inOne(() -> users().rehash(user.id(), old, next))).isFalse();
        assertThat(read(user).passwordHash()).isEqualTo(next);
        assertThatThrownBy(() -> update(user)).isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    default void holds_an_account_for_its_stored_password_only() {
        PasswordHash hash = new PasswordHash("$hash");
        User user = insert(Samples.user("ada", null, null).withPassword(hash, NOW));
        User pending = insert(Samples.user("bob", EMAIL, null).withPassword(hash, NOW));
        assertThat(inOne(() -> users().lockFor(user.id(), hash))).isTrue();
        assertThat(inOne(() -> users().lockFor(user.id(), new PasswordHash("$other"))))
                .isFalse();
        assertThat(inOne(() -> users().lockFor(pending.id(), hash))).isFalse();
    }

    @Test
    default void forgets_accounts_that_never_verified_anything() {
        User pending = insert(Samples.user("ada", EMAIL, null));
        User active = insert(Samples.user("bob", null, null));
        OtpChallenge challenge = Samples.challenge(pending.id(), 5);
        inOne(() -> store().challenges().insert(challenge));
        assertThat(pending.status()).isEqualTo(UserStatus.PENDING);

        assertThat(inOne(() -> users().purgePending(NOW, 100))).isZero();
        assertThat(inOne(() -> users().purgePending(NOW.plus(Duration.ofMillis(1)), 100)))
                .isEqualTo(1);

        assertThat(reading(() -> users().find(pending.id()))).isEmpty();
        assertThat(reading(() -> store().challenges().find(challenge.id()))).isEmpty();
        assertThat(read(active)).isEqualTo(active);
    }

    private User claimant(String username, Instant createdAt) {
        User user = User.open(
                Samples.userId(),
                new Username(username),
                null,
                new EmailAddress("Claimed.Address@example.org"),
                new PhoneNumber("+4915100000001"),
                new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"),
                Locale.ENGLISH,
                createdAt);
        inOne(() -> store().users().insert(user));
        return user;
    }

    private Optional<User> newestClaimant(Contact contact) {
        return reading(() -> store().users().findNewestClaimant(contact));
    }

    @Test
    default void finds_the_newest_active_account_that_claims_a_contact() {
        EmailAddress asked = new EmailAddress("claimed.address@example.org");
        assertThat(newestClaimant(asked)).isEmpty();
        claimant("older", NOW);
        User newest = claimant("newest", NOW.plusMillis(2));
        claimant("middle", NOW.plusMillis(1));
        inOne(() -> store().users().insert(Samples.user("pending", asked, null)));
        assertThat(newestClaimant(asked)).map(User::id).contains(newest.id());
        assertThat(newestClaimant(new PhoneNumber("+4915100000001")))
                .map(User::id)
                .contains(newest.id());
        assertThat(newestClaimant(new EmailAddress("other@example.org"))).isEmpty();
    }

    @Test
    default void finds_no_claimant_that_has_verified_a_contact() {
        User user = claimant("claimant", NOW);
        inOne(() -> store().users().update(user.verify(new PhoneNumber("+4915100000001"), NOW)));
        assertThat(newestClaimant(new EmailAddress("claimed.address@example.org")))
                .isEmpty();
        assertThat(newestClaimant(new PhoneNumber("+4915100000001"))).isEmpty();
    }
}
