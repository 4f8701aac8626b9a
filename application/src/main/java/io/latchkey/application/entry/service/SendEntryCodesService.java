package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.entry.SendEntryCodesUseCase;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.Optional;

/** Sends two challenges, so that a code tells by which contact it was received. */
public final class SendEntryCodesService implements SendEntryCodesUseCase {
    private final SendCodeUseCase sendCode;
    private final EntryAccounts accounts;
    private final UnitOfWork unitOfWork;

    public SendEntryCodesService(
            SendCodeUseCase sendCode,
            UserRepository users,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork) {
        this.sendCode = sendCode;
        this.accounts = new EntryAccounts(users, limits, throttles);
        this.unitOfWork = unitOfWork;
    }

    @Override
    public EntryCodes send(EntryCommand command, Duration patience) {
        Optional<EntryCodes> refusal = command.conceal() ? Optional.empty() : unitOfWork.execute(() -> refuse(command));
        return refusal.orElseGet(() -> new EntryCodes.Tried(
                send(command, command.email(), patience), send(command, command.phone(), patience)));
    }

    private Optional<EntryCodes> refuse(EntryCommand command) {
        Optional<ContactKind> mismatch = accounts.mismatch(command);
        if (mismatch.isEmpty()) {
            return Optional.empty();
        }
        Optional<Throttled> throttled = accounts.chargeMismatch(command);
        return Optional.of(
                throttled.isPresent()
                        ? new EntryCodes.Refused(throttled.get())
                        : new EntryCodes.Mismatch(mismatch.get()));
    }

    private CodeSending send(EntryCommand command, Contact contact, Duration patience) {
        return sendCode.send(new SendCodeCommand(
                command.purpose(),
                new SendCodeCommand.Recipient.Whoever(contact),
                SendCodeCommand.Lookup.CONTACT,
                false,
                patience,
                command.requester()));
    }
}
