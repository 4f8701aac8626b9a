package io.latchkey.application.guard.service;

import io.latchkey.application.guard.CheckGuardedCodeCommand;
import io.latchkey.application.guard.CheckGuardedCodeUseCase;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Uses codes up; the commit that spends the last guess puts up the block. */
public final class CheckGuardedCodeService implements CheckGuardedCodeUseCase {
    private final CodeVerifier verifier;
    private final GuardedContacts contacts;
    private final ContactBlocks blocks;
    private final ChallengeIssuer issuer;
    private final OtpPolicies policies;
    private final ThrottleLimit perAddress;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;

    /** @param perAddress calls of one client address, whatever comes of them */
    public CheckGuardedCodeService(
            CodeVerifier verifier,
            GuardedContacts contacts,
            ContactBlocks blocks,
            ChallengeIssuer issuer,
            OtpPolicies policies,
            ThrottleLimit perAddress,
            Throttles throttles,
            UnitOfWork unitOfWork) {
        this.verifier = verifier;
        this.contacts = contacts;
        this.blocks = blocks;
        this.issuer = issuer;
        this.policies = policies;
        this.perAddress = perAddress;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
    }

    private record Guess(GuardedCheck outcome, List<ContactBlock> blocks) {
        static Guess without(GuardedCheck outcome) {
            return new Guess(outcome, List.of());
        }
    }

    @Override
    public GuardedCheck check(CheckGuardedCodeCommand command) {
        Optional<ContactBlock> known = contacts.findKnown(command.purpose(), command.owner());
        if (known.filter(ContactBlock::stopsGuesses).isPresent()
                && !contacts.hasFixedCode(command.owner(), command.origin())) {
            return new GuardedCheck.Over(RefusalReason.LOCKED);
        }
        Guess guess = unitOfWork.execute(() -> guess(command));
        blocks.remember(guess.blocks());
        return guess.outcome();
    }

    private Guess guess(CheckGuardedCodeCommand command) {
        Optional<Throttled> throttled =
                throttles.call().charge(perAddress, command.origin().network()).take();
        if (throttled.isPresent()) {
            return Guess.without(new GuardedCheck.Refused(throttled.get()));
        }
        GuardedContacts.Found found = contacts.find(command.owner());
        if (found instanceof GuardedContacts.Found.UnknownAccount) {
            return Guess.without(new GuardedCheck.UnknownAccount());
        }
        if (found instanceof GuardedContacts.Found.NoSuchContact) {
            return Guess.without(new GuardedCheck.NoSuchContact());
        }
        return guess(command, ((GuardedContacts.Found.Reached) found).contact());
    }

    private Guess guess(CheckGuardedCodeCommand command, Contact contact) {
        CodeVerifier.Check check = verifier.check(
                new ChallengeRef.ByContact(command.purpose(), contact),
                command.guess(),
                command.origin(),
                command.purpose()::equals);
        if (check instanceof CodeVerifier.Check.Right) {
            return Guess.without(new GuardedCheck.Right());
        }
        CodeVerifier.Check.Wrong wrong = (CodeVerifier.Check.Wrong) check;
        if (wrong.reason() != RefusalReason.WRONG_CODE) {
            return Guess.without(new GuardedCheck.Over(wrong.reason()));
        }
        int max = policies.get(command.purpose(), contact.kind()).maxAttempts();
        GuardedCheck.Wrong outcome = new GuardedCheck.Wrong(wrong.attemptsLeft(), max);
        if (wrong.attemptsLeft() > 0 || contacts.hasFixedCode(contact, command.origin())) {
            return Guess.without(outcome);
        }
        Instant end = issuer.windowEnd(
                throttles, ChallengeIssuer.Wish.code(command.purpose(), contact, null, false, Locale.ROOT));
        List<UUID> subjects = contacts.subjects(command.purpose(), command.owner(), contact);
        return new Guess(outcome, blocks.putUp(subjects, ContactBlock.Cause.GUESSES, end));
    }
}
