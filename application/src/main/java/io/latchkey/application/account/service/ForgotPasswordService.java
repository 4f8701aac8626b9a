package io.latchkey.application.account.service;

import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.otp.service.CodeGate;
import io.latchkey.application.otp.service.ResetCodes;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends a reset code. A login that is a contact gets the code itself. For a username, the first verified contact gets
 * it and the answer does not name the contact. The contact of the second factor gets a notice in place of the code.
 */
public final class ForgotPasswordService implements ForgotPasswordUseCase {
    /** Fills the row of a challenge without a receiver (RFC 2606 §2). */
    private static final Contact NOBODY = new EmailAddress("nobody@latchkey.invalid");

    private final UserRepository users;
    private final CodeGate gate;
    private final ResetCodes resetCodes;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ForgotPasswordService(
            UserRepository users, CodeGate gate, ResetCodes resetCodes, UnitOfWork unitOfWork, Clock clock) {
        this.users = users;
        this.gate = gate;
        this.resetCodes = resetCodes;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public CodeSending request(OtpPurpose purpose, LoginName login, Requester requester) {
        return unitOfWork.execute(() -> {
            Optional<User> user = users.findByLogin(login).filter(User::isActive);
            return send(order(purpose, login, user, requester.locale()), user, requester.origin());
        });
    }

    private CodeSending send(CodeOrder order, Optional<User> user, ClientOrigin origin) {
        return gate.admit(order, origin)
                .<CodeSending>map(
                        why -> new CodeSending.Refused(why, clock.instant().plus(why.retryAfter())))
                .orElseGet(() -> {
                    gate.tellRecovery(order, user);
                    return new CodeSending.Sent(gate.issue(order, Lookup.ID_ONLY, origin));
                });
    }

    private CodeOrder order(OtpPurpose purpose, LoginName login, Optional<User> user, Locale locale) {
        Locale language = user.map(User::locale).orElse(locale);
        return login.fold(
                username -> concealed(purpose, login, user, language),
                byContact -> order(purpose, Optional.of(byContact.contact()), user, language),
                unusable -> concealed(purpose, login, user, language));
    }

    /** A code to a contact that the requester does not know, or to no contact. The answer does not tell which. */
    private CodeOrder concealed(OtpPurpose purpose, LoginName login, Optional<User> user, Locale language) {
        Optional<Contact> contact = user.flatMap(resetCodes::contactOf);
        return order(purpose, contact, user.filter(known -> contact.isPresent()), language)
                .hidingContact(login.key());
    }

    private CodeOrder order(OtpPurpose purpose, Optional<Contact> contact, Optional<User> user, Locale language) {
        Contact destination = contact.orElse(NOBODY);
        return user.map(known -> resetCodes.guarded(CodeOrder.forAccount(purpose, destination, known, language), known))
                .orElseGet(() ->
                        CodeOrder.forNobody(purpose, destination, language).asDecoy());
    }
}
