package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.testkit.DomainFixtures;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {
    private static final Instant NOW = DomainFixtures.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final EmailAddress EMAIL = DomainFixtures.EMAIL;
    private static final PhoneNumber PHONE = DomainFixtures.PHONE;

    private static User user(EmailAddress email, PhoneNumber phone) {
        return User.register(
                new UserId(new UUID(0, 1)), new Username("ada"), null, email, phone, null, Locale.ENGLISH, NOW);
    }

    @Test
    void waits_for_a_contact_to_be_verified() {
        assertThat(user(EMAIL, null).status()).isEqualTo(UserStatus.PENDING);
        assertThat(user(null, PHONE).isActive()).isFalse();
        assertThat(user(EMAIL, PHONE).verifiedContacts()).isEmpty();
    }

    @Test
    void is_active_at_once_without_a_contact() {
        assertThat(user(null, null).isActive()).isTrue();
    }

    private static User named(String name) {
        return User.register(new UserId(new UUID(0, 1)), null, name, EMAIL, null, null, Locale.ENGLISH, NOW);
    }

    @Test
    void has_a_name_of_at_most_two_hundred_characters() {
        String longest = "\ud83d\ude80".repeat(200);
        assertThat(named(longest).name()).isEqualTo(longest);
        assertThat(named("Ada").describe(null, longest, Locale.ENGLISH, LATER).name())
                .isEqualTo(longest);
        assertNameIsRefused(longest + "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\nLovelace", "\u0000", "Ada\u007f", "\u0085"})
    void has_no_control_characters_in_its_name(String name) {
        assertNameIsRefused(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u200bAda\u00a0', Ada",
        "Ada\u202e ecalevoL\u202c, Ada ecalevoL",
        "A\u200bda, Ada",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ud83d\udc69\u200d\ud83d\udcbb, \ud83d\udc69\u200d\ud83d\udcbb"
    })
    void has_a_name_in_which_nothing_is_hidden(String typed, String shown) {
        assertThat(named(typed).name()).isEqualTo(shown);
        assertThat(named("Bob").describe(null, typed, Locale.ENGLISH, LATER).name())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", " \u2800 ", "\u3164", "\u200d\u2066\u2069"})
    void has_no_name_that_shows_nothing(String name) {
        assertNameIsRefused(name);
    }

    private static void assertNameIsRefused(String name) {
        assertThatThrownBy(() -> named(name))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("name"));
        assertThatThrownBy(() -> named("Ada").describe(null, name, Locale.ENGLISH, LATER))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void is_no_more_than_a_user_at_first() {
        assertThat(user(EMAIL, null).roles()).containsExactly("user");
        assertThat(user(EMAIL, null).secondFactor()).isEqualTo(SecondFactor.NONE);
    }

    @Test
    void becomes_active_with_its_first_verified_contact() {
        User verified = user(EMAIL, PHONE).verify(PHONE, LATER);
        assertThat(verified.isActive()).isTrue();
        assertThat(verified.verifiedContacts()).containsExactly(PHONE);
        assertThat(verified.email()).isEqualTo(EMAIL);
        assertThat(verified.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void takes_over_the_contact_that_was_verified() {
        EmailAddress next = new EmailAddress("countess@example.org");
        User verified = user(EMAIL, null).verify(EMAIL, NOW).verify(next, LATER);
        assertThat(verified.verifiedContact(ContactKind.EMAIL)).contains(next);
    }

    private static Optional<Contact> former(User user) {
        return user.contact(OwnContact.FORMER_EMAIL);
    }

    @Test
    void had_no_contact_before_its_first() {
        User first = user(EMAIL, PHONE).verify(EMAIL, NOW).verify(PHONE, NOW);
        assertThat(first.contact(OwnContact.FORMER_EMAIL)).isEmpty();
        assertThat(first.contact(OwnContact.FORMER_PHONE)).isEmpty();
        assertThat(first.contact(OwnContact.EMAIL)).contains(EMAIL);
        assertThat(first.contact(OwnContact.PHONE)).contains(PHONE);
    }

    @Test
    void remembers_the_verified_contact_before_the_present_one() {
        EmailAddress second = new EmailAddress("countess@example.org");
        EmailAddress third = new EmailAddress("ada@example.com");
        User changed = user(EMAIL, PHONE).verify(EMAIL, NOW).verify(second, NOW);
        assertThat(former(changed)).contains(EMAIL);
        assertThat(former(changed.verify(third, LATER))).contains(second);
        assertThat(former(changed.verify(EMAIL, LATER))).contains(second);
        assertThat(changed.contact(OwnContact.FORMER_PHONE)).isEmpty();
    }

    @Test
    void remembers_a_verified_contact_that_was_removed_until_it_is_verified_again() {
        User without = user(EMAIL, null).verify(EMAIL, NOW).remove(ContactKind.EMAIL, NOW);
        assertThat(former(without)).contains(EMAIL);
        assertThat(former(without.claim(EMAIL, LATER))).contains(EMAIL);
        assertThat(former(without.verify(new EmailAddress("ADA@example.org"), LATER)))
                .isEmpty();
    }

    @Test
    void remembers_no_contact_that_was_never_verified_and_no_other_spelling_of_the_present_one() {
        EmailAddress next = new EmailAddress("countess@example.org");
        assertThat(former(user(EMAIL, null).verify(next, NOW))).isEmpty();
        assertThat(former(user(EMAIL, null).remove(ContactKind.EMAIL, NOW))).isEmpty();
        assertThat(former(user(EMAIL, null).verify(EMAIL, NOW).verify(new EmailAddress("ADA@example.org"), LATER)))
                .isEmpty();
    }

    @Test
    void is_not_reached_at_a_former_contact() {
        User changed = user(EMAIL, null).verify(EMAIL, NOW).verify(new EmailAddress("countess@example.org"), LATER);
        assertThat(changed.hasVerified(EMAIL)).isFalse();
        assertThat(changed.isReachedAt(EMAIL)).isFalse();
        assertThat(changed.contacts().all()).doesNotContain(EMAIL);
        assertThat(changed.toString()).doesNotContain(EMAIL.value());
    }

    @Test
    void stays_disabled_whatever_is_verified() {
        User verified = DomainFixtures.withStatus(user(EMAIL, null), UserStatus.DISABLED)
                .verify(EMAIL, LATER);
        assertThat(verified.status()).isEqualTo(UserStatus.DISABLED);
    }

    @Test
    void knows_a_verified_contact_in_any_spelling() {
        User verified = user(EMAIL, PHONE).verify(EMAIL, NOW);
        assertThat(verified.hasVerified(new EmailAddress("ADA@example.org"))).isTrue();
        assertThat(verified.hasVerified(new EmailAddress("eve@example.org"))).isFalse();
        assertThat(verified.hasVerified(PHONE)).isFalse();
    }

    @Test
    void loses_the_proof_of_a_contact_it_claims_anew_or_removes() {
        User verified = user(EMAIL, PHONE).verify(EMAIL, NOW).verify(PHONE, NOW);
        assertThat(verified.claim(EMAIL, LATER).verifiedContacts()).containsExactly(PHONE);
        assertThat(verified.remove(ContactKind.PHONE, LATER).verifiedContacts()).containsExactly(EMAIL);
        assertThat(verified.remove(ContactKind.PHONE, LATER).phone()).isNull();
        assertThat(verified.remove(ContactKind.EMAIL, LATER).email()).isNull();
    }

    @Test
    void knows_no_device_from_before_a_lost_password_was_replaced() {
        User user = user(EMAIL, null);
        PasswordHash hash = new PasswordHash("$test$other");
        assertThat(user.devicesKnownSince()).isEqualTo(Instant.EPOCH);
        assertThat(user.withPassword(hash, LATER).devicesKnownSince()).isEqualTo(Instant.EPOCH);
        User recovered = user.recover(hash, LATER.plusMillis(999));
        assertThat(recovered.devicesKnownSince()).isEqualTo(LATER);
        assertThat(recovered.passwordHash()).isEqualTo(hash);
        assertThat(recovered.updatedAt()).isEqualTo(LATER.plusMillis(999));
    }

    @Test
    void changes_only_what_it_is_told_to() {
        User user = user(EMAIL, PHONE).verify(EMAIL, NOW);
        User described = user.describe(new Username("countess"), "Ada", Locale.GERMAN, LATER);
        assertThat(described.name()).isEqualTo("Ada");
        assertThat(described.verifiedContacts()).isEqualTo(user.verifiedContacts());
        assertThat(described.roles()).isEqualTo(user.roles());
        assertThat(described.version()).isEqualTo(user.version());
        assertThat(user.withSecondFactor(SecondFactor.EMAIL, LATER).passwordHash())
                .isNull();
        assertThat(user.withPassword(new PasswordHash("x"), LATER).secondFactor())
                .isEqualTo(SecondFactor.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void reads_second_factors_by_their_wire_names(SecondFactor factor) {
        assertThat(SecondFactor.parse(factor.wireName())).isEqualTo(factor);
        assertThat(factor.contactKind().isEmpty()).isEqualTo(factor == SecondFactor.NONE);
        assertThatThrownBy(() -> SecondFactor.parse(factor.name())).isInstanceOf(InvalidValueException.class);
    }

    private static User opened(@Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        return User.open(
                new UserId(new UUID(0, 1)),
                new Username("ada"),
                null,
                email,
                phone,
                new PasswordHash("$test$any"),
                Locale.ENGLISH,
                NOW);
    }

    @Test
    void is_active_at_once_where_it_is_opened_with_contacts_nobody_has_proven() {
        User user = opened(EMAIL, PHONE);
        assertThat(user.isActive()).isTrue();
        assertThat(user.verifiedContacts()).isEmpty();
        assertThat(user.createdAt()).isEqualTo(NOW);
        assertThat(user.passwordHash()).isEqualTo(new PasswordHash("$test$any"));
    }

    @Test
    void is_reached_at_what_it_claims_while_nothing_is_verified() {
        assertThat(opened(EMAIL, PHONE).reachableContacts()).containsExactly(EMAIL, PHONE);
        assertThat(opened(EMAIL, null).isReachedAt(new EmailAddress("ADA@example.org")))
                .isTrue();
        assertThat(opened(EMAIL, null).isReachedAt(PHONE)).isFalse();
        assertThat(opened(null, null).reachableContacts()).isEmpty();
    }

    @Test
    void is_reached_at_verified_contacts_alone_once_it_has_one() {
        User verified = opened(EMAIL, PHONE).verify(PHONE, LATER);
        assertThat(verified.reachableContacts()).containsExactly(PHONE);
        assertThat(verified.isReachedAt(EMAIL)).isFalse();
    }
}
