package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which codes and messages are a person's: those of the account, and those that went to a contact while it acted on no account, in
 * whatever spelling, if the account has verified the contact or had verified it before. A contact that is only claimed may be another
 * person's. Each part is found along an index.
 */
public final class PersonalMessages {
    private static final String CONTACTS =
            "t.contact_lower IN (LOWER(:email), LOWER(:phone), LOWER(:formerEmail), LOWER(:formerPhone))";

    /**
     * Codes: SQL from the table on, with the parameters of {@link #parameters}. The table {@code otp_challenge} has the alias {@code t}.
     * The parts have no row in common.
     */
    public static final List<String> CODES = List.of(
            "otp_challenge t WHERE t.user_id = :user", "otp_challenge t WHERE t.user_id IS NULL AND " + CONTACTS);

    /** Messages in the same form, of table {@code outbox_message}. Those whose code was deleted before are among the second part. */
    public static final List<String> MESSAGES = List.of(
            "outbox_message t JOIN otp_challenge c ON c.id = t.challenge_id WHERE c.user_id = :user",
            "outbox_message t LEFT JOIN otp_challenge c ON c.id = t.challenge_id WHERE c.user_id IS NULL AND "
                    + CONTACTS);

    /** No contact is empty, so that this one finds nothing. */
    private static final String NONE = "";

    private PersonalMessages() {}

    /** The parameters of the parts. */
    public static Map<String, Object> parameters(User user) {
        return Map.of(
                "user",
                user.id().value(),
                "email",
                text(user.verifiedContact(ContactKind.EMAIL)),
                "phone",
                text(user.verifiedContact(ContactKind.PHONE)),
                "formerEmail",
                text(user.contacts().former().find(ContactKind.EMAIL)),
                "formerPhone",
                text(user.contacts().former().find(ContactKind.PHONE)));
    }

    private static String text(Optional<? extends Contact> contact) {
        return contact.map(Contact::value).orElse(NONE);
    }

    /** The ids of the person's codes or messages, each as the parameters of a statement. */
    public static List<@Nullable Object[]> ids(Sql sql, List<String> parts, User user) {
        Map<String, Object> parameters = parameters(user);
        return parts.stream()
                .map(part -> new NamedSql("SELECT t.id FROM " + part))
                .flatMap(found -> sql.query(found, row -> new @Nullable Object[] {row.bytes()}, parameters).stream())
                .toList();
    }
}
