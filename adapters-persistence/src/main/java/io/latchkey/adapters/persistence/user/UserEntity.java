package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Times;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ContactClaim;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.FormerContacts;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code users}. */
@Entity
@Table(name = "users")
public class UserEntity {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "id")
    private UUID id;

    @Column(name = "username")
    private @Nullable String username;

    @Column(name = "username_key")
    private @Nullable String usernameKey;

    @Column(name = "name")
    private @Nullable String name;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "email_verified")
    private boolean emailVerified;

    @Column(name = "email_key")
    private @Nullable String emailKey;

    @Column(name = "email_claim")
    private @Nullable String emailClaim;

    @Column(name = "phone")
    private @Nullable String phone;

    @Column(name = "phone_verified")
    private boolean phoneVerified;

    @Column(name = "phone_key")
    private @Nullable String phoneKey;

    @Column(name = "phone_claim")
    private @Nullable String phoneClaim;

    @Column(name = "former_email")
    private @Nullable String formerEmail;

    @Column(name = "former_email_key")
    private @Nullable String formerEmailKey;

    @Column(name = "former_phone")
    private @Nullable String formerPhone;

    @Column(name = "former_phone_key")
    private @Nullable String formerPhoneKey;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "locale")
    private String locale;

    @Column(name = "second_factor")
    private String secondFactor;

    @Column(name = "status")
    private String status;

    @Column(name = "roles")
    private String roles;

    @Column(name = "recovered_at")
    private @Nullable Long recoveredAt;

    @Column(name = "created_at", updatable = false)
    private long createdAt;

    @Column(name = "updated_at")
    private long updatedAt;

    @Version
    @Column(name = "version")
    private int version;

    @SuppressWarnings("NullAway.Init")
    protected UserEntity() {}

    private UserEntity(User user) {
        Username newUsername = user.username();
        EmailAddress newEmail = user.email();
        PhoneNumber newPhone = user.phone();
        EmailAddress oldEmail = user.contacts().former().email();
        PhoneNumber oldPhone = user.contacts().former().phone();
        PasswordHash newHash = user.passwordHash();
        id = user.id().value();
        username = newUsername == null ? null : newUsername.value();
        usernameKey = newUsername == null ? null : newUsername.key();
        name = user.name();
        email = newEmail == null ? null : newEmail.value();
        emailVerified = user.emailVerified();
        emailKey = newEmail != null && user.emailVerified() ? newEmail.key() : null;
        emailClaim = newEmail != null && !user.emailVerified() ? newEmail.key() : null;
        phone = newPhone == null ? null : newPhone.value();
        phoneVerified = user.phoneVerified();
        phoneKey = newPhone != null && user.phoneVerified() ? newPhone.key() : null;
        phoneClaim = newPhone != null && !user.phoneVerified() ? newPhone.key() : null;
        formerEmail = oldEmail == null ? null : oldEmail.value();
        formerEmailKey = oldEmail == null ? null : oldEmail.key();
        formerPhone = oldPhone == null ? null : oldPhone.value();
        formerPhoneKey = oldPhone == null ? null : oldPhone.key();
        passwordHash = newHash == null ? null : newHash.phc();
        locale = user.locale().toLanguageTag();
        secondFactor = user.secondFactor().name();
        status = user.status().name();
        roles = String.join(",", user.roles());
        recoveredAt = Times.orNull(user.credentials().recoveredAt());
        createdAt = user.createdAt().toEpochMilli();
        updatedAt = user.updatedAt().toEpochMilli();
        version = user.version();
    }

    static UserEntity from(User user) {
        return new UserEntity(user);
    }

    public User toDomain() {
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
                        passwordHash == null ? null : new PasswordHash(passwordHash),
                        SecondFactor.valueOf(secondFactor),
                        Times.orNull(recoveredAt)),
                UserStatus.valueOf(status),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(",", -1)),
                new Revision(Instant.ofEpochMilli(createdAt), Instant.ofEpochMilli(updatedAt), version));
    }
}
