package io.latchkey.application.user.service;

import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides who is told what happened to an account (OWASP ASVS 5.0, 6.3.5 and 6.3.7; NIST SP 800-63B-4 §4.2.3). Every
 * notice about an account comes from here, in the unit of work of what happened. Limits on codes do not stop a notice. A
 * limit of its own, per account and kind, keeps a stranger from filling the owner's mailbox.
 */
public final class OwnerNotices {
    /** Time after registering in which its owner still adds contacts and signs in on the first devices. */
    private static final Duration REGISTERING = Duration.ofHours(1);

    private final Notices messages;
    private final NoticePolicy policy;
    private final Throttles throttles;

    public OwnerNotices(Notices messages, NoticePolicy policy, Throttles throttles) {
        this.messages = messages;
        this.policy = policy;
        this.throttles = throttles;
    }

    /** Tells the verified contacts of an account. */
    public void tell(MessageKind kind, User owner) {
        tell(kind, owner, owner);
    }

    /** Tells the contacts that the account had verified before, and those it has verified now. */
    public void tell(MessageKind kind, User before, User after) {
        List<Contact> reached = reached(kind, before, after);
        if (!reached.isEmpty() && admits(kind, after.id().toString())) {
            messages.send(kind, reached, after.locale());
        }
    }

    /**
     * Tells of the contacts and of the second factor, as far as they changed. An account's first contact is no news, and
     * neither is one that is added in the first hour, because it belongs to registering.
     */
    public void tellChanges(User before, User after) {
        if (!onlyIn(before, after).isEmpty()) {
            tell(MessageKind.CONTACT_CHANGED, before, after);
        } else if (!before.verifiedContacts().isEmpty()
                && !onlyIn(after, before).isEmpty()
                && !isRegistering(after, after.updatedAt())) {
            tell(MessageKind.CONTACT_ADDED, before, after);
        }
        if (before.secondFactor() != after.secondFactor()) {
            boolean isSms = after.secondFactor() == SecondFactor.SMS;
            tell(isSms ? MessageKind.SECOND_FACTOR_SMS : MessageKind.SECOND_FACTOR_CHANGED, before, after);
        }
    }

    /** Tells of a sign-in on a device that the account does not know. In the account's first hour that is no news. */
    public void tellNewDevice(User owner, Instant now) {
        if (!isRegistering(owner, now)) {
            tell(MessageKind.NEW_DEVICE, owner);
        }
    }

    /**
     * Tells that a reset of the password was asked for. The contact that gets the code for it is told by that code. The
     * same work is done where nobody is told, so that the time does not tell whether there is an account.
     *
     * @param subject the named contact or login
     * @param owner empty when no account was meant
     */
    public void tellRecovery(Contact codeContact, String subject, Optional<User> owner, Locale locale) {
        MessageKind kind = MessageKind.RECOVERY_STARTED;
        List<Contact> others = owner.stream()
                .flatMap(known -> reached(kind, known, known).stream())
                .filter(contact -> !contact.equals(codeContact))
                .toList();
        tellOrPretend(kind, subject, others, locale);
    }

    /**
     * Tells that too many guesses shut a way of signing in. The same work is done where nobody is told.
     *
     * @param subject whom the guesses were counted for
     * @param owner empty when no account has the login
     */
    public void tellLock(String subject, Optional<User> owner) {
        MessageKind kind = MessageKind.ACCOUNT_LOCKED;
        List<Contact> all = owner.map(known -> reached(kind, known, known)).orElse(List.of());
        tellOrPretend(kind, subject, all, owner.map(User::locale).orElse(Locale.ROOT));
    }

    private void tellOrPretend(MessageKind kind, String subject, List<Contact> contacts, Locale locale) {
        if (admits(kind, subject)) {
            if (contacts.isEmpty()) {
                messages.pretend(kind, locale);
            } else {
                messages.send(kind, contacts, locale);
            }
        }
    }

    private static boolean isRegistering(User owner, Instant now) {
        return now.isBefore(owner.createdAt().plus(REGISTERING));
    }

    private boolean admits(MessageKind kind, String subject) {
        ThrottleLimit limit = kind == MessageKind.ACCOUNT_LOCKED ? policy.locksPerAccount() : policy.perAccount();
        return throttles
                .aside()
                .charge(limit, kind.wireName() + ' ' + subject)
                .take()
                .isEmpty();
    }

    private List<Contact> reached(MessageKind kind, User before, User after) {
        List<Contact> all = Stream.concat(after.verifiedContacts().stream(), onlyIn(before, after).stream())
                .toList();
        List<Contact> emails = all.stream()
                .filter(contact -> contact.kind() == ContactKind.EMAIL)
                .toList();
        return emails.isEmpty() || goesBySms(kind) ? all : emails;
    }

    private boolean goesBySms(MessageKind kind) {
        return switch (policy.sms()) {
            case ALL -> true;
            case ESSENTIAL -> kind.reach() == MessageKind.Reach.EVERY_CONTACT;
            case WITHOUT_EMAIL -> false;
        };
    }

    private static List<Contact> onlyIn(User user, User other) {
        return user.verifiedContacts().stream()
                .filter(contact -> !other.hasVerified(contact))
                .toList();
    }
}
