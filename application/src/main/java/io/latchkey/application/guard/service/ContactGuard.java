package io.latchkey.application.guard.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.GuessRule;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Blocks a contact when all codes of a window were sent to it, and when the last guess at a code was wrong. A block refuses codes until
 * the window ends. One that wrong guesses put up refuses guesses, too. What strangers do blocks strangers: a device that is known to
 * the account puts up no block and feels none.
 */
public final class ContactGuard implements SendingRule, GuessRule {
    private final ContactBlocks blocks;
    private final UnitOfWork unitOfWork;
    private final Decisions decisions;

    public ContactGuard(ContactBlocks blocks, Core core) {
        this.blocks = blocks;
        this.unitOfWork = core.unitOfWork();
        this.decisions = core.decisions();
    }

    @Override
    public Optional<TooSoon> foresee(SendCodeCommand command, Instant now) {
        return command.guarded()
                ? command.recipient()
                        .answer(new SubjectOfRecipient(command.purpose()))
                        .flatMap(blocks::findKnown)
                        .map(block -> Blocked.until(block.endsAt(), now))
                : Optional.empty();
    }

    @Override
    public String name() {
        return "contact-guard";
    }

    @Override
    public Optional<TooSoon> refuse(Sending sending, Instant now) {
        if (!sending.guarded() || sending.fixedCode() || sending.known()) {
            return Optional.empty();
        }
        Optional<ContactBlock> stored = blocks.findStored(blocks.ofContact(sending.purpose(), sending.contact()));
        stored.ifPresent(block -> learn(block, sending));
        return stored.map(block -> Blocked.until(block.endsAt(), now));
    }

    /** Another node put the block up, or it was put up for the contact and now the account is named. */
    private void learn(ContactBlock block, Sending sending) {
        List<ContactBlock> others = subjects(sending)
                .filter(subject -> !subject.equals(block.subject()))
                .map(block::of)
                .toList();
        blocks.save(others);
        unitOfWork.afterCommit(() ->
                blocks.remember(Stream.concat(Stream.of(block), others.stream()).toList()));
    }

    /**
     * The newest code of a contact that had its last one is still good, and so is its message. So is what was promised after a block
     * began: only to a known device of the owner is anything promised then.
     */
    @Override
    public Optional<TooSoon> refuseHandover(Sending sending, Instant now) {
        return blocks.findKnown(blocks.ofContact(sending.purpose(), sending.contact()))
                .filter(ContactBlock::stopsGuesses)
                .filter(block -> !sending.wasPromisedAfter(block.since()))
                .map(block -> Blocked.until(block.endsAt(), now));
    }

    @Override
    public void learnRefusal(Sending sending, TooSoon refusal, Instant now) {
        if (sending.guarded() && !sending.known()) {
            refusal.<Optional<Instant>>fold(
                            throttled -> Optional.empty(),
                            codesUsedUp -> Optional.of(now.plus(codesUsedUp.retryAfter())),
                            blocked -> Optional.empty(),
                            notBefore -> Optional.empty())
                    .ifPresent(end -> putUp(subjects(sending), ContactBlock.Cause.CODES, end));
        }
    }

    @Override
    public boolean stops(OtpPurpose purpose, ChallengeRef challenge, Instant now) {
        Optional<ContactBlock> block =
                subject(purpose, challenge).flatMap(blocks::findKnown).filter(ContactBlock::stopsGuesses);
        block.ifPresent(stops -> decisions.saw(Finding.refused(name()).until(stops.endsAt())));
        return block.isPresent();
    }

    @Override
    public void learnLastWrong(
            OtpPurpose purpose, ChallengeRef challenge, Contact contact, Instant windowEnd, Instant now) {
        Stream<UUID> subjects =
                Stream.concat(Stream.of(blocks.ofContact(purpose, contact)), subject(purpose, challenge).stream());
        putUp(subjects.distinct(), ContactBlock.Cause.GUESSES, windowEnd);
    }

    private void putUp(Stream<UUID> subjects, ContactBlock.Cause cause, Instant end) {
        List<ContactBlock> put = blocks.putUp(subjects.toList(), cause, end);
        decisions.saw(Finding.of(name(), Verdict.LOCKED)
                .until(end)
                .noting(
                        cause == ContactBlock.Cause.CODES
                                ? "all codes of the window were sent"
                                : "too many wrong codes"));
        unitOfWork.afterCommit(() -> blocks.remember(put));
    }

    /** What a block has to be put up under to be known by the contact, and by the account that has it. */
    private Stream<UUID> subjects(Sending sending) {
        UUID ofContact = blocks.ofContact(sending.purpose(), sending.contact());
        return sending.userId() == null
                ? Stream.of(ofContact)
                : Stream.of(
                        ofContact,
                        blocks.ofAccount(
                                sending.purpose(),
                                sending.userId(),
                                sending.contact().kind()));
    }

    private Optional<UUID> subject(OtpPurpose purpose, ChallengeRef challenge) {
        return challenge.answer(new SubjectOfChallenge(purpose));
    }

    /** Whom a block is for, as far as the recipient tells without asking the store. */
    private final class SubjectOfRecipient implements Recipient.Cases<Optional<UUID>> {
        private final OtpPurpose purpose;

        SubjectOfRecipient(OtpPurpose purpose) {
            this.purpose = purpose;
        }

        private Optional<UUID> of(Contact contact) {
            return Optional.of(blocks.ofContact(purpose, contact));
        }

        @Override
        public Optional<UUID> anybody(Recipient.Anybody anybody) {
            return of(anybody.contact());
        }

        @Override
        public Optional<UUID> whoever(Recipient.Whoever whoever) {
            return of(whoever.contact());
        }

        @Override
        public Optional<UUID> newcomer(Recipient.Newcomer newcomer) {
            return of(newcomer.contact());
        }

        @Override
        public Optional<UUID> holder(Recipient.Holder holder) {
            return of(holder.contact());
        }

        @Override
        public Optional<UUID> holderOrClaimant(Recipient.HolderOrClaimant meant) {
            return of(meant.contact());
        }

        @Override
        public Optional<UUID> accountsOwn(Recipient.AccountsOwn own) {
            return ofOwn(purpose, own.userId(), own.which());
        }
    }

    /** A block of a former contact is known by the contact alone, so that it never stops codes to the present one. */
    private Optional<UUID> ofOwn(OtpPurpose purpose, UserId user, OwnContact which) {
        return which.isFormer() ? Optional.empty() : Optional.of(blocks.ofAccount(purpose, user, which.kind()));
    }

    /** Whom a block is for, as far as the name of a challenge tells without asking the store. */
    private final class SubjectOfChallenge implements ChallengeRef.Cases<Optional<UUID>> {
        private final OtpPurpose purpose;

        SubjectOfChallenge(OtpPurpose purpose) {
            this.purpose = purpose;
        }

        @Override
        public Optional<UUID> byId(ChallengeRef.ById byId) {
            return Optional.empty();
        }

        @Override
        public Optional<UUID> byIdOn(ChallengeRef.ByIdOn byIdOn) {
            return Optional.empty();
        }

        @Override
        public Optional<UUID> byContact(ChallengeRef.ByContact byContact) {
            return Optional.of(blocks.ofContact(purpose, byContact.contact()));
        }

        @Override
        public Optional<UUID> byOwnContact(ChallengeRef.ByOwnContact own) {
            return ofOwn(purpose, own.userId(), own.which());
        }

        @Override
        public Optional<UUID> byAccount(ChallengeRef.ByAccount byAccount) {
            return Optional.empty();
        }

        @Override
        public Optional<UUID> byCode(ChallengeRef.ByCode byCode) {
            return Optional.empty();
        }
    }
}
