package io.latchkey.application.account.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.service.CodeGate;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;

/**
 * Sends the codes that prove an account's contacts. A contact of another account gets a challenge that looks the same
 * and never verifies. The contact's owner gets a notice instead of a code.
 */
final class ContactCodes {
    private final UserRepository users;
    private final CodeGate gate;

    ContactCodes(UserRepository users, CodeGate gate) {
        this.users = users;
        this.gate = gate;
    }

    /** Whether an account verified this contact. */
    boolean isTaken(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact)).isPresent();
    }

    /** Drafts of the account's codes, one for each contact. */
    List<CodeOrder> orders(OtpPurpose purpose, User user, List<Contact> contacts) {
        return contacts.stream().map(contact -> order(purpose, user, contact)).toList();
    }

    private CodeOrder order(OtpPurpose purpose, User user, Contact contact) {
        boolean isTaken = users.findByLogin(new LoginName.ByContact(contact))
                .filter(owner -> !owner.id().equals(user.id()))
                .isPresent();
        CodeOrder code = CodeOrder.forAccount(purpose, contact, user, user.locale());
        return isTaken ? code.asDecoy().saying(MessageKind.CONTACT_TAKEN) : code;
    }

    /** Applies the rules of sending to all codes and counts them at once; empty when they may be sent. */
    Optional<TooSoon> admit(List<CodeOrder> orders, ClientOrigin origin) {
        return gate.admit(orders, origin);
    }

    List<IssuedChallenge> send(List<CodeOrder> orders, ClientOrigin origin) {
        return send(orders, Lookup.ID_ONLY, origin);
    }

    /**
     * Sends the codes. Older codes of the same purpose to the same contacts become void.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when another call sends such a code at the same
     *     time
     */
    List<IssuedChallenge> sendNewest(List<CodeOrder> orders, ClientOrigin origin) {
        return send(orders, Lookup.CONTACT, origin);
    }

    private List<IssuedChallenge> send(List<CodeOrder> orders, Lookup lookup, ClientOrigin origin) {
        return orders.stream().map(order -> gate.issue(order, lookup, origin)).toList();
    }
}
