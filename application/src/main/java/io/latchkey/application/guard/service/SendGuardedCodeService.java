package io.latchkey.application.guard.service;

import io.latchkey.application.guard.CodeOwner;
import io.latchkey.application.guard.SendGuardedCodeCommand;
import io.latchkey.application.guard.SendGuardedCodeUseCase;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.SendCodeService;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks for a block before everything else, and puts one up when the window's codes have all been sent. */
public final class SendGuardedCodeService implements SendGuardedCodeUseCase {
    private final SendCodeService sending;
    private final GuardedContacts contacts;
    private final ContactBlocks blocks;
    private final ThrottleLimit perAddress;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    /** @param perAddress calls of one client address, whatever comes of them */
    public SendGuardedCodeService(
            SendCodeService sending,
            GuardedContacts contacts,
            ContactBlocks blocks,
            ThrottleLimit perAddress,
            Throttles throttles,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.sending = sending;
        this.contacts = contacts;
        this.blocks = blocks;
        this.perAddress = perAddress;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public GuardedSending send(SendGuardedCodeCommand command) {
        Optional<ContactBlock> known = contacts.findKnown(command.purpose(), command.owner());
        if (known.isPresent()
                && !contacts.hasFixedCode(command.owner(), command.requester().origin())) {
            return new GuardedSending.Blocked(known.get());
        }
        Optional<Throttled> throttled = unitOfWork.execute(() -> throttles
                .call()
                .charge(perAddress, command.requester().origin().network())
                .take());
        if (throttled.isPresent()) {
            return new GuardedSending.Refused(throttled.get());
        }
        GuardedContacts.Found found = contacts.find(command.owner());
        if (found instanceof GuardedContacts.Found.UnknownAccount) {
            return new GuardedSending.UnknownAccount();
        }
        if (found instanceof GuardedContacts.Found.NoSuchContact) {
            return new GuardedSending.NoSuchContact();
        }
        return send(command, ((GuardedContacts.Found.Reached) found).contact());
    }

    private GuardedSending send(SendGuardedCodeCommand command, Contact contact) {
        SendCodeCommand sent = new SendCodeCommand(
                command.purpose(),
                recipient(command.owner()),
                Lookup.CONTACT,
                true,
                Duration.ZERO,
                command.requester());
        Optional<CodeSending> outcome = sending.sendUnless(
                sent,
                to -> !contacts.hasFixedCode(to, command.requester().origin())
                        && blocks.findStored(blocks.ofContact(command.purpose(), to))
                                .isPresent());
        return outcome.isPresent()
                ? answer(command, contact, outcome.get())
                : blocked(command, contact).orElseGet(() -> send(command, contact));
    }

    /** Another node put the block up, or it was put up for the contact and now the account is named; empty when it just ended. */
    private Optional<GuardedSending> blocked(SendGuardedCodeCommand command, Contact contact) {
        List<UUID> subjects = contacts.subjects(command.purpose(), command.owner(), contact);
        List<ContactBlock> stored = unitOfWork.execute(() -> blocks.findStored(subjects.get(0))
                .map(block -> blocks.putUp(subjects, block.cause(), block.endsAt()))
                .orElseGet(List::of));
        blocks.remember(stored);
        return stored.stream().findFirst().map(GuardedSending.Blocked::new);
    }

    private GuardedSending answer(SendGuardedCodeCommand command, Contact contact, CodeSending outcome) {
        if (outcome instanceof CodeSending.Sent sent) {
            return new GuardedSending.Sent(sent.challenge());
        }
        if (outcome instanceof CodeSending.UnknownAccount) {
            return new GuardedSending.UnknownAccount();
        }
        if (outcome instanceof CodeSending.NoSuchContact) {
            return new GuardedSending.NoSuchContact();
        }
        if (outcome instanceof CodeSending.ContactTaken) {
            return new GuardedSending.ContactTaken();
        }
        if (outcome instanceof CodeSending.Refused refused) {
            return refuse(command, contact, refused.throttled());
        }
        throw new IllegalStateException("a delivery that was not waited for failed");
    }

    private GuardedSending refuse(SendGuardedCodeCommand command, Contact contact, Throttled throttled) {
        if (!throttled.limit().name().equals(ChallengeIssuer.PER_PURPOSE)) {
            return new GuardedSending.Refused(throttled);
        }
        Instant end = clock.instant().plus(throttled.retryAfter());
        List<UUID> subjects = contacts.subjects(command.purpose(), command.owner(), contact);
        blocks.remember(unitOfWork.execute(() -> blocks.putUp(subjects, ContactBlock.Cause.CODES, end)));
        return new GuardedSending.LimitReached(throttled.limit());
    }

    private static Recipient recipient(CodeOwner owner) {
        return owner instanceof CodeOwner.Account account
                ? new Recipient.AccountsOwn(account.userId(), account.kind())
                : new Recipient.Newcomer(((CodeOwner.Newcomer) owner).contact());
    }
}
