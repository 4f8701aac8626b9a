package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether an account may have a username and contacts, and uses the contacts' validations up. */
final class ValidatedContacts {
    private final UserRepository users;
    private final Tickets tickets;

    ValidatedContacts(UserRepository users, Tickets tickets) {
        this.users = users;
        this.tickets = tickets;
    }

    /** A validation was used between the look and the use; undoes the unit of work. */
    static final class SpentMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentMeanwhile() {
            super("the validation was used meanwhile", null, false, false);
        }
    }

    /**
     * @param self the account that is to have them, if there is one already
     * @param contacts those it has not verified
     */
    Set<AccountFault> faults(
            String app,
            Optional<UserId> self,
            Optional<Username> username,
            List<? extends Contact> contacts,
            boolean conceal) {
        Set<AccountFault> faults = EnumSet.noneOf(AccountFault.class);
        if (username.map(LoginName.ByUsername::new)
                .filter(login -> isOthers(login, self))
                .isPresent()) {
            faults.add(AccountFault.USERNAME_TAKEN);
        }
        for (Contact contact : contacts) {
            boolean isEmail = contact.kind() == ContactKind.EMAIL;
            boolean isValidated = tickets.isValidated(app, contact);
            if (isOthers(new LoginName.ByContact(contact), self) && (isValidated || !conceal)) {
                faults.add(isEmail ? AccountFault.EMAIL_TAKEN : AccountFault.PHONE_TAKEN);
            } else if (!isValidated) {
                faults.add(isEmail ? AccountFault.EMAIL_NOT_VALIDATED : AccountFault.PHONE_NOT_VALIDATED);
            }
        }
        return faults;
    }

    private boolean isOthers(LoginName login, Optional<UserId> self) {
        return users.findByLogin(login)
                .filter(holder -> !Optional.of(holder.id()).equals(self))
                .isPresent();
    }

    /** @throws SpentMeanwhile when one of them is no longer validated */
    void spend(String app, List<? extends Contact> contacts) {
        for (Contact contact : contacts) {
            if (!tickets.spendValidation(app, contact)) {
                throw new SpentMeanwhile();
            }
        }
    }
}
