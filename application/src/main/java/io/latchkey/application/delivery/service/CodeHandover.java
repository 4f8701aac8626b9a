package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps whose code a challenge has while its message goes from step to step: the newest step owns it, so that nobody holds two codes that are
 * good. Called outside any unit of work.
 */
final class CodeHandover {
    private static final DeliveryOutcome NOT_OWNED = new DeliveryOutcome.Declined("provider makes other codes");
    private static final DeliveryOutcome OVERTAKEN = new DeliveryOutcome.Declined("a newer message has the code");

    private final OtpChallengeRepository challenges;
    private final OutboxRepository outbox;
    private final CodeOwners owners;
    private final OtpCodes codes;
    private final boolean handsConcealedOver;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    /** @param handsConcealedOver whether providers may own codes for which a decoy may stand */
    CodeHandover(
            OtpChallengeRepository challenges,
            OutboxRepository outbox,
            CodeOwners owners,
            OtpCodes codes,
            boolean handsConcealedOver,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
        this.outbox = outbox;
        this.owners = owners;
        this.codes = codes;
        this.handsConcealedOver = handsConcealedOver;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Makes a call to a provider with the code in the right hands before and after it.
     *
     * @param call hands the message over
     * @return declined without a call when the provider cannot own this code, or one owns that of a newer message
     */
    DeliveryOutcome around(
            OutboxMessage message,
            RouteStep step,
            String provider,
            DeliveryPlans.Plan plan,
            Supplier<DeliveryOutcome> call) {
        CodeReference code = message.code();
        if (code == null
                || message.kind() != MessageKind.CODE
                || plan.codeOwners().isEmpty()) {
            return call.get();
        }
        CodeOwner owner = plan.codeOwners().get(provider);
        if (owner == null) {
            return takesBack(message, code) ? call.get() : OVERTAKEN;
        }
        if (!fits(owner, step, code, message.contact().kind())) {
            return NOT_OWNED;
        }
        return announce(owner, code, provider)
                .map(announced -> settled(announced, call.get()))
                .orElse(NOT_OWNED);
    }

    /** A message with its code and its link, to be worded now. */
    OutboundMessage outbound(OutboxMessage message, Instant now) {
        Optional<CodeReference> reference = Optional.ofNullable(message.code());
        // A notice in place of a code carries no code, in its text or in what is added to it.
        Optional<CodeReference> shown = reference.filter(code -> message.kind() == MessageKind.CODE);
        return new OutboundMessage(
                message.id(),
                message.kind(),
                message.contact(),
                message.locale(),
                reference.map(CodeReference::purpose),
                shown.map(code -> codes.derive(code, message.contact().kind())),
                shown.filter(code -> code.purpose().builtIn().equals(OtpPurpose.RESET_PASSWORD))
                        .map(codes::linkToken),
                Duration.between(now, message.deadline()));
    }

    /** Marks a decoy as a real challenge would be marked whose message takes the first step of this route. */
    void pretend(OutboxMessage message, MessageRoutes.Way way) {
        CodeReference code = message.code();
        if (code == null || way.steps().isEmpty()) {
            return;
        }
        RouteStep step = way.steps().get(0);
        String provider = step.choices().get(0).provider();
        CodeOwner owner = way.plan().codeOwners().get(provider);
        if (owner != null && fits(owner, step, code, message.contact().kind())) {
            mark(code.challengeId(), provider);
        }
    }

    private void mark(OtpChallengeId id, String provider) {
        unitOfWork.execute(() -> {
            challenges
                    .findForUpdate(id)
                    .map(found -> found.challenge().handTo(provider))
                    .filter(challenge -> challenge.handedTo() != null)
                    .ifPresent(challenge -> {
                        challenges.update(challenge);
                        challenges.saveHanded(HandedCode.starting(id, provider, clock.instant())
                                .started(HandedCode.NOBODYS));
                    });
            return id;
        });
    }

    /**
     * Whether the provider's codes have the form of ours, and are all that the message must hold. A decoy cannot be made to look like a code
     * that a provider owns in every answer, so codes for which one may stand stay ours, unless the operator wants it otherwise.
     */
    private boolean fits(CodeOwner owner, RouteStep step, CodeReference code, ContactKind kind) {
        if (code.purpose().concealsAccounts() && !handsConcealedOver) {
            return false;
        }
        int digits = owner.digits(step.profile());
        OtpPurpose purpose = code.purpose().builtIn();
        boolean isReset = purpose.equals(OtpPurpose.RESET_PASSWORD);
        if (digits == 0) {
            // A decoy has no address to open, and would show by that. Only the native API shows the address.
            return code.purpose().app().isEmpty() && !isReset && !purpose.equals(OtpPurpose.SIGN_IN);
        }
        CodeFormat format = codes.formatOf(code, kind);
        boolean hasLink = isReset && kind == ContactKind.EMAIL;
        return !hasLink && format.alphabet().equals(CodeFormat.DIGITS) && format.length() == digits;
    }

    /**
     * A challenge whose code goes to somebody else.
     *
     * @param challenge as it was before
     * @param before the code that a provider owned before
     */
    private record Change(OtpChallenge challenge, Optional<HandedCode> before) {}

    /** @param own the start that is under way */
    private record Announced(Change change, HandedCode own) {}

    /** Gives the code to a provider that is about to be called; empty when the code is not awaited any more, or must stay ours. */
    private Optional<Announced> announce(CodeOwner owner, CodeReference code, String provider) {
        HandedCode own = HandedCode.starting(code.challengeId(), provider, clock.instant());
        Optional<Change> change = unitOfWork.execute(() -> {
            Optional<Change> found = find(code)
                    .filter(open -> !open.challenge().keepsCode()
                            && open.challenge().awaits(code.generation(), clock.instant()));
            found.ifPresent(open -> {
                challenges.update(open.challenge().handTo(provider));
                challenges.saveHanded(own);
            });
            return found;
        });
        change.ifPresent(made ->
                cancel(made, before -> owner.cancelsFirst() && before.provider().equals(provider)));
        return change.map(made -> new Announced(made, own));
    }

    /** Locks the challenge of a code. */
    private Optional<Change> find(CodeReference code) {
        return challenges
                .findForUpdate(code.challengeId())
                .map(found -> new Change(found.challenge(), challenges.findHanded(code.challengeId())));
    }

    /** Records what came of the call: the provider's reference, or that the code is ours again. */
    private DeliveryOutcome settled(Announced announced, DeliveryOutcome outcome) {
        return switch (outcome.outlook()) {
            case TAKEN -> {
                cancelAnothers(announced);
                yield outcome.reference()
                        .map(reference -> started(announced.own(), reference, outcome))
                        .orElseGet(() -> new DeliveryOutcome.Unknown("no reference in the answer"));
            }
            // The reader may get the provider's code. Another step, or another try, decides whose code is good.
            case PERHAPS_TAKEN -> {
                cancelAnothers(announced);
                yield outcome;
            }
            case LATER, OTHER_PROVIDER, OTHER_CHANNEL -> {
                undo(announced);
                yield outcome;
            }
        };
    }

    /** Nothing was started: the code is again whose it was, so that the last message stays good. */
    private void undo(Announced announced) {
        OtpChallenge was = announced.change().challenge();
        unitOfWork.execute(() -> {
            // Another start may have taken the place of this one meanwhile.
            challenges
                    .findForUpdate(was.id())
                    .filter(found -> challenges
                            .findHanded(was.id())
                            .filter(announced.own()::isSameStartAs)
                            .isPresent())
                    .ifPresent(found -> {
                        challenges.update(found.challenge().handTo(was.handedTo()));
                        announced
                                .change()
                                .before()
                                .ifPresentOrElse(challenges::saveHanded, () -> challenges.deleteHanded(was.id()));
                    });
            return was;
        });
    }

    private DeliveryOutcome started(HandedCode own, String reference, DeliveryOutcome outcome) {
        return unitOfWork.execute(() -> {
            // The lock of the challenge keeps others from changing it meanwhile.
            challenges
                    .findForUpdate(own.challengeId())
                    .flatMap(found -> challenges.findHanded(own.challengeId()))
                    .filter(own::isSameStartAs)
                    .ifPresent(handed -> challenges.saveHanded(handed.started(reference)));
            return outcome;
        });
    }

    /** A code of another provider stays good until this one may have started. */
    private void cancelAnothers(Announced announced) {
        cancel(
                announced.change(),
                before -> !before.provider().equals(announced.own().provider()));
    }

    /**
     * Makes the code ours again, if a provider owns it, and tells the provider. Answers whether the code is ours. It stays the provider's when
     * the challenge has a newer message: the provider may own the code of that one, and this one waited for an earlier step meanwhile.
     */
    private boolean takesBack(OutboxMessage message, CodeReference code) {
        boolean isHanded = unitOfWork
                .read(() -> challenges.find(code.challengeId()))
                .filter(challenge -> challenge.handedTo() != null)
                .isPresent();
        if (!isHanded) {
            return true;
        }
        Optional<Change> taken = unitOfWork.execute(() -> {
            Optional<Change> found = find(code).filter(unused -> isNewest(message, code));
            found.map(Change::challenge).ifPresent(challenge -> {
                challenges.update(challenge.handTo(null));
                challenges.deleteHanded(challenge.id());
            });
            return found;
        });
        taken.ifPresent(change -> cancel(change, before -> true));
        return taken.isPresent();
    }

    /** The lock of the challenge keeps others from promising a newer one meanwhile. */
    private boolean isNewest(OutboxMessage message, CodeReference code) {
        return outbox.findProgress(code.challengeId())
                .map(newest -> newest.message().equals(message.id()))
                .orElse(true);
    }

    /** Tells the provider that owned the code before, where it is meant. */
    private void cancel(Change change, Predicate<HandedCode> isMeant) {
        change.before()
                .filter(HandedCode::isOpen)
                .filter(isMeant)
                .ifPresent(before -> owners.cancel(before, Optional.of(change.challenge())));
    }
}
