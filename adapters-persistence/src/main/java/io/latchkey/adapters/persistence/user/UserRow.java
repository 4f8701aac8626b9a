package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ContactClaim;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.FormerContacts;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code users}. */
public final class UserRow {
    /** The columns that {@link #read} reads, those that never change first. */
    public static final Columns COLUMNS = Columns.of(
            "users",
            "id",
            "created_at",
            "updated_at",
            "username",
            "name",
            "locale",
            "email",
            "email_verified",
            "phone",
            "phone_verified",
            "former_email",
            "former_phone",
            "password_hash",
            "second_factor",
            "recovered_at",
            "status",
            "roles",
            "claims",
            "version");

    /** The columns that only look-ups need. */
    private static final List<String> KEYS = List.of(
            "username_key",
            "email_key",
            "email_claim",
            "phone_key",
            "phone_claim",
            "former_email_key",
            "former_phone_key");

    public static final Columns ALL = COLUMNS.and(KEYS);

    private static final Columns CHANGING = ALL.from("updated_at");

    static final String INSERT = ALL.insert();

    /** Changes an account that is still of the version that was read. */
    static final String UPDATE = "UPDATE users SET " + CHANGING.assignments() + " WHERE id = ? AND version = ?";

    private UserRow() {}

    /** Values for {@link #INSERT}. */
    static @Nullable Object[] insertion(User user) {
        List<@Nullable Object> values = new ArrayList<>(List.of(user.id().value(), user.createdAt()));
        values.addAll(changing(user, user.version()));
        return values.toArray();
    }

    /** Values for {@link #UPDATE}. */
    static @Nullable Object[] update(User user) {
        List<@Nullable Object> values = new ArrayList<>(changing(user, user.version() + 1));
        values.add(user.id().value());
        values.add(user.version());
        return values.toArray();
    }

    private static List<@Nullable Object> changing(User user, int version) {
        Username username = user.username();
        EmailAddress email = user.email();
        PhoneNumber phone = user.phone();
        FormerContacts former = user.contacts().former();
        PasswordHash hash = user.passwordHash();
        return Arrays.asList(
                user.updatedAt(),
                username == null ? null : username.value(),
                user.name(),
                user.locale().toLanguageTag(),
                text(email),
                user.emailVerified(),
                text(phone),
                user.phoneVerified(),
                text(former.email()),
                text(former.phone()),
                hash == null ? null : hash.phc(),
                user.secondFactor().name(),
                user.credentials().recoveredAt(),
                user.status().name(),
                String.join(",", user.roles()),
                user.claims().isEmpty() ? null : user.claims().stored(),
                version,
                username == null ? null : username.key(),
                user.emailVerified() ? key(email) : null,
                user.emailVerified() ? null : key(email),
                user.phoneVerified() ? key(phone) : null,
                user.phoneVerified() ? null : key(phone),
                key(former.email()),
                key(former.phone()));
    }

    static @Nullable String text(@Nullable Contact contact) {
        return contact == null ? null : contact.value();
    }

    private static @Nullable String key(@Nullable Contact contact) {
        return contact == null ? null : contact.key();
    }

    /** Reads {@link #COLUMNS}. */
    public static User read(Row row) throws SQLException {
        return read(row, row.id());
    }

    /** Reads {@link #COLUMNS} of an outer join, where the account may be missing. */
    public static Optional<User> readOptional(Row row) throws SQLException {
        UUID id = row.idOrNull();
        if (id == null) {
            row.skip(COLUMNS.names().size() - 1);
            return Optional.empty();
        }
        return Optional.of(read(row, id));
    }

    private static User read(Row row, UUID id) throws SQLException {
        Instant createdAt = row.instant();
        Instant updatedAt = row.instant();
        String username = row.textOrNull();
        String name = row.textOrNull();
        String locale = row.text();
        String email = row.textOrNull();
        boolean emailVerified = row.flag();
        String phone = row.textOrNull();
        boolean phoneVerified = row.flag();
        String formerEmail = row.textOrNull();
        String formerPhone = row.textOrNull();
        String hash = row.textOrNull();
        String secondFactor = row.text();
        Instant recoveredAt = row.instantOrNull();
        String status = row.text();
        String roles = row.text();
        String claims = row.textOrNull();
        int version = row.number();
        return new User(
                new UserId(id),
                new Profile(username == null ? null : new Username(username), name, Locale.forLanguageTag(locale)),
                new Contacts(
                        email == null ? null : new ContactClaim<>(new EmailAddress(email), emailVerified),
                        phone == null ? null : new ContactClaim<>(new PhoneNumber(phone), phoneVerified),
                        new FormerContacts(
                                formerEmail == null ? null : new EmailAddress(formerEmail),
                                formerPhone == null ? null : new PhoneNumber(formerPhone))),
                new Credentials(
                        hash == null ? null : new PasswordHash(hash), SecondFactor.valueOf(secondFactor), recoveredAt),
                UserStatus.valueOf(status),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(",", -1)),
                claims == null ? CustomClaims.NONE : CustomClaims.ofStored(claims),
                new Revision(createdAt, updatedAt, version));
    }
}
