package io.latchkey.application.account.service;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.ChallengeIssuer.Wish;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;

/**
 * Sends the codes that prove an account's contacts. A contact that belongs to another account gets a challenge that looks alike and
 * never verifies; its owner gets a notice in place of the code.
 */
final class ContactCodes {
    private final UserRepository users;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final ChallengeHandles handles;

    ContactCodes(UserRepository users, Throttles throttles, ChallengeIssuer issuer, ChallengeHandles handles) {
        this.users = users;
        this.throttles = throttles;
        this.issuer = issuer;
        this.handles = handles;
    }

    /** Whether an account verified this contact. */
    boolean isTaken(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact)).isPresent();
    }

    /** What the account's codes are to be, one for each contact. */
    List<Wish> wishes(OtpPurpose purpose, User user, List<Contact> contacts) {
        return contacts.stream().map(contact -> wish(purpose, user, contact)).toList();
    }

    private Wish wish(OtpPurpose purpose, User user, Contact contact) {
        boolean isTaken = users.findByLogin(new LoginName.ByContact(contact))
                .filter(owner -> !owner.id().equals(user.id()))
                .isPresent();
        Wish code = Wish.code(purpose, contact, user.id(), isTaken, user.locale());
        return isTaken ? code.saying(MessageKind.CONTACT_TAKEN) : code;
    }

    /** Counts the codes against all of their limits at once; empty when they may be sent. */
    Optional<Throttled> charge(List<Wish> wishes, ClientOrigin origin) {
        Throttles.Call call = throttles.call();
        wishes.forEach(wish -> issuer.charge(call, wish, origin));
        return call.take();
    }

    List<IssuedChallenge> send(List<Wish> wishes, ClientOrigin origin) {
        return wishes.stream().map(wish -> issuer.issue(wish, origin)).toList();
    }

    /**
     * Sends the codes and voids the older ones of the same purpose that went to the same contacts.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when somebody else does the same at once
     */
    List<IssuedChallenge> sendNewest(List<Wish> wishes, ClientOrigin origin) {
        return wishes.stream()
                .map(wish -> issuer.issue(wish, handles.ofContact(wish.purpose(), wish.contact()), origin))
                .toList();
    }
}
