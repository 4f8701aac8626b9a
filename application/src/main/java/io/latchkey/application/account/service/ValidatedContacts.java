package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.OvertakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether an account may have a username and contacts, and uses up the contacts' validations. */
final class ValidatedContacts {
    private final UserRepository users;
    private final Tickets tickets;

    ValidatedContacts(UserRepository users, Tickets tickets) {
        this.users = users;
        this.tickets = tickets;
    }

    /** A validation was used up after it was checked. Undoes the unit of work. */
    static final class SpentMeanwhile extends OvertakenException {
        private static final long serialVersionUID = 1L;

        SpentMeanwhile() {
            super("the validation was used meanwhile");
        }
    }

    /**
     * Finds the faults.
     *
     * @param self the account that the names are for; empty when it does not exist yet
     * @param contacts contacts that the account has not verified
     * @param holder the client that must have validated them
     * @param taken decides whether callers without a validation are told that a contact is taken
     */
    Set<AccountFault> faults(
            String app,
            Optional<UserId> self,
            Optional<Username> username,
            List<? extends Contact> contacts,
            TicketHolder holder,
            TakenContacts taken) {
        Set<AccountFault> faults = EnumSet.noneOf(AccountFault.class);
        if (username.map(LoginName.ByUsername::new)
                .filter(login -> isOthers(login, self))
                .isPresent()) {
            faults.add(AccountFault.USERNAME_TAKEN);
        }
        for (Contact contact : contacts) {
            boolean isValidated = tickets.isValidated(app, contact, holder);
            boolean isTold = isValidated || taken == TakenContacts.TOLD;
            if (isTold && isOthers(new LoginName.ByContact(contact), self)) {
                faults.add(AccountFault.taken(contact));
            } else if (!isValidated) {
                faults.add(AccountFault.notValidated(contact));
            }
        }
        return faults;
    }

    private boolean isOthers(LoginName login, Optional<UserId> self) {
        return users.findByLogin(login)
                .filter(holder -> !Optional.of(holder.id()).equals(self))
                .isPresent();
    }

    /**
     * Uses up the validations.
     *
     * @throws SpentMeanwhile when a contact is no longer validated by this client
     */
    void spend(String app, List<? extends Contact> contacts, TicketHolder holder) {
        for (Contact contact : contacts) {
            if (!tickets.spendValidation(app, contact, holder)) {
                throw new SpentMeanwhile();
            }
        }
    }
}
