package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.OutboundMessage;
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
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps whose code a challenge has while its message goes from step to step: the newest step owns it, so that nobody holds two codes that are
 * good. Called outside any unit of work.
 */
final class CodeHandover {
    private final OtpChallengeRepository challenges;
    private final CodeOwners owners;
    private final OtpCodes codes;
    private final boolean handsConcealedOver;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    /** @param handsConcealedOver whether providers may own codes for which a decoy may stand */
    CodeHandover(
            OtpChallengeRepository challenges,
            CodeOwners owners,
            OtpCodes codes,
            boolean handsConcealedOver,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
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
     * @return empty when the provider cannot own this code, and was not called
     */
    Optional<DeliveryOutcome> around(
            OutboxMessage message,
            RouteStep step,
            String provider,
            DeliveryPlans.Plan plan,
            Supplier<DeliveryOutcome> call) {
        CodeReference code = message.code();
        if (code == null
                || message.kind() != MessageKind.CODE
                || plan.codeOwners().isEmpty()) {
            return Optional.of(call.get());
        }
        CodeOwner owner = plan.codeOwners().get(provider);
        if (owner == null) {
            takeBack(code);
            return Optional.of(call.get());
        }
        if (!fits(owner, step, code, message.contact().kind())) {
            return Optional.empty();
        }
        Announced announced = announce(owner, code, provider);
        return announced.challenge().isPresent()
                ? Optional.of(settled(provider, announced, call.get()))
                : Optional.empty();
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
        Optional<String> provider = way.steps().stream()
                .limit(1)
                .flatMap(step -> step.choices().stream()
                        .limit(1)
                        .filter(choice -> Optional.ofNullable(
                                        way.plan().codeOwners().get(choice.provider()))
                                .filter(owner -> code != null
                                        && fits(
                                                owner,
                                                step,
                                                code,
                                                message.contact().kind()))
                                .isPresent()))
                .map(choice -> choice.provider())
                .findFirst();
        if (code != null && provider.isPresent()) {
            unitOfWork.execute(() -> {
                challenges
                        .findForUpdate(code.challengeId())
                        .map(found -> found.challenge().handTo(provider.get()))
                        .filter(challenge -> challenge.handedTo() != null)
                        .ifPresent(challenge -> {
                            challenges.update(challenge);
                            challenges.saveHanded(HandedCode.starting(challenge.id(), provider.get(), clock.instant())
                                    .started(HandedCode.NOBODYS));
                        });
                return code;
            });
        }
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
     * A challenge whose code a provider got.
     *
     * @param challenge as it was before; empty when its code is not awaited any more, or must stay ours
     * @param before the code that a provider owned before
     * @param own the start that is under way
     */
    private record Announced(Optional<OtpChallenge> challenge, Optional<HandedCode> before, HandedCode own) {}

    /** Gives the code to a provider that is about to be called. */
    private Announced announce(CodeOwner owner, CodeReference code, String provider) {
        HandedCode own = HandedCode.starting(code.challengeId(), provider, clock.instant());
        Announced announced = unitOfWork.execute(() -> {
            Optional<OtpChallenge> open = challenges
                    .findForUpdate(code.challengeId())
                    .map(OtpChallengeRepository.Locked::challenge)
                    .filter(challenge ->
                            !challenge.keepsCode() && challenge.awaits(code.generation(), clock.instant()));
            Optional<HandedCode> before = open.flatMap(challenge -> challenges.findHanded(challenge.id()));
            open.ifPresent(challenge -> {
                challenges.update(challenge.handTo(provider));
                challenges.saveHanded(own);
            });
            return new Announced(open, before, own);
        });
        announced
                .before()
                .filter(before -> owner.cancelsFirst() && before.provider().equals(provider))
                .ifPresent(before -> cancel(before, announced.challenge()));
        return announced;
    }

    /** Records what came of the call: the provider's reference, or that the code is ours again. */
    private DeliveryOutcome settled(String provider, Announced announced, DeliveryOutcome outcome) {
        return switch (outcome.outlook()) {
            case TAKEN -> {
                cancelAnothers(provider, announced);
                yield outcome.reference()
                        .map(reference -> started(announced, reference, outcome))
                        .orElseGet(() -> new DeliveryOutcome.Unknown("no reference in the answer"));
            }
            // The reader may get the provider's code. Another step, or another try, decides whose code is good.
            case PERHAPS_TAKEN -> {
                cancelAnothers(provider, announced);
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
        OtpChallenge was = announced.challenge().orElseThrow();
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
                                .before()
                                .ifPresentOrElse(challenges::saveHanded, () -> challenges.deleteHanded(was.id()));
                    });
            return was;
        });
    }

    private DeliveryOutcome started(Announced announced, String reference, DeliveryOutcome outcome) {
        HandedCode own = announced.own();
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
    private void cancelAnothers(String provider, Announced announced) {
        announced
                .before()
                .filter(before -> !before.provider().equals(provider))
                .ifPresent(before -> cancel(before, announced.challenge()));
    }

    private record Taken(Optional<OtpChallenge> challenge, Optional<HandedCode> before) {}

    /** Makes the code ours again, if a provider owns it, and tells the provider. */
    private void takeBack(CodeReference code) {
        boolean isHanded = unitOfWork
                .read(() -> challenges.find(code.challengeId()))
                .filter(challenge -> challenge.handedTo() != null)
                .isPresent();
        if (!isHanded) {
            return;
        }
        Taken taken = unitOfWork.execute(() -> {
            Optional<OtpChallenge> challenge =
                    challenges.findForUpdate(code.challengeId()).map(OtpChallengeRepository.Locked::challenge);
            Optional<HandedCode> before = challenge.flatMap(known -> challenges.findHanded(known.id()));
            challenge.ifPresent(known -> {
                challenges.update(known.handTo(null));
                challenges.deleteHanded(known.id());
            });
            return new Taken(challenge, before);
        });
        taken.before().ifPresent(before -> cancel(before, taken.challenge()));
    }

    private void cancel(HandedCode before, Optional<OtpChallenge> challenge) {
        if (before.isOpen()) {
            owners.cancel(before, challenge);
        }
    }
}
