package io.latchkey.application.admin.service;

import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.delivery.service.Reach;
import io.latchkey.application.otp.service.ResetCodes;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Sends somebody what resets a password, as if the owner had asked for it. Whoever administers may know the contact, so it is named: then
 * the rules that keep messages from it answer, which say nothing to whoever knows the username alone.
 */
final class ResetSender {
    private final ForgotPasswordUseCase forgotPassword;
    private final ResetCodes resetCodes;
    private final Reach reach;

    ResetSender(ForgotPasswordUseCase forgotPassword, ResetCodes resetCodes, Reach reach) {
        this.forgotPassword = forgotPassword;
        this.resetCodes = resetCodes;
        this.reach = reach;
    }

    Administered<UserRecord> send(Act act, UserRecord found) {
        User user = found.user();
        if (!user.isActive()) {
            return new Administered.Impossible<>(Obstacle.NOT_ACTIVE);
        }
        Optional<Contact> contact = resetCodes.contactOf(user);
        if (contact.isEmpty()) {
            return new Administered.Impossible<>(Obstacle.NO_CONTACT);
        }
        if (reach.isShut(contact.get(), OtpPurpose.RESET_PASSWORD)) {
            return new Administered.Impossible<>(Obstacle.CONTACT_CLOSED);
        }
        return forgotPassword
                .request(
                        new LoginName.ByContact(contact.get()),
                        new Requester(user.locale(), act.actor().origin()))
                .answer(new SentAnswer(found));
    }
}
