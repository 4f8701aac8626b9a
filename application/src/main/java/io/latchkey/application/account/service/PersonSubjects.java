package io.latchkey.application.account.service;

import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keyed digests by which records name a person. Contacts that were only claimed may be another person's, and are left out. */
public final class PersonSubjects {
    private PersonSubjects() {}

    public static Set<UUID> of(User user, AuditSubjects subjects) {
        Stream<Contact> contacts = Stream.concat(
                user.verifiedContacts().stream(),
                Arrays.stream(ContactKind.values()).flatMap(kind -> user.contacts().former().find(kind).stream()));
        Stream<UUID> username =
                Optional.ofNullable(user.username())
                        .map(name -> subjects.idOf(new LoginName.ByUsername(name)))
                        .stream();
        return Stream.concat(contacts.map(subjects::idOf), username)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
