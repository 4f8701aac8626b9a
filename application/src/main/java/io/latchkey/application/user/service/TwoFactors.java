package io.latchkey.application.user.service;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells which accounts keep two factors, and what one of the two may not do alone. */
public final class TwoFactors {
    private final boolean areRequired;
    private final boolean soleContactResets;
    private final List<Predicate<User>> otherMeans;

    /**
     * @param areRequired whether every account with a password keeps two factors
     * @param soleContactResets whether the contact of the second factor resets the password of an account without
     *     another one
     * @param otherMeans each tells whether an account chose a second factor that no message carries
     */
    public TwoFactors(boolean areRequired, boolean soleContactResets, List<Predicate<User>> otherMeans) {
        this.areRequired = areRequired;
        this.soleContactResets = soleContactResets;
        this.otherMeans = List.copyOf(otherMeans);
    }

    /** Whether a code alone, or a password alone, gives no access to the account. */
    public boolean areKeptBy(User user) {
        return areChosenBy(user) || areRequired && user.passwordHash() != null;
    }

    private boolean areChosenBy(User user) {
        return user.secondFactor().contactKind().isPresent() || hasOtherMeans(user);
    }

    private boolean hasOtherMeans(User user) {
        return otherMeans.stream().anyMatch(means -> means.test(user));
    }

    /**
     * Whether a message to this contact may reset the password. The contact that gets the codes of the second factor may
     * not, because whoever reads it would then need nothing else.
     */
    public boolean mayReset(User user, Contact contact) {
        return codeContact(user).filter(own -> own.kind() == contact.kind()).isEmpty()
                || soleContactResets && user.verifiedContacts().size() == 1;
    }

    /** The contact that gets the codes of the second factor; empty when none does. */
    private Optional<Contact> codeContact(User user) {
        if (!areKeptBy(user) || hasOtherMeans(user)) {
            return Optional.empty();
        }
        Stream<ContactKind> preferred = Stream.concat(
                user.secondFactor().contactKind().stream(), Stream.of(ContactKind.PHONE, ContactKind.EMAIL));
        return preferred.flatMap(kind -> user.verifiedContact(kind).stream()).findFirst();
    }
}
