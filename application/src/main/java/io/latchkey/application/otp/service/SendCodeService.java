package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Sends a code to whom the caller names, or says why not. Sends a pending code again, where the caller wants that and it may be. */
final class SendCodeService implements SendCodeUseCase {
    /** Of eight digits, a thousand pending codes, and so many tries, all fail once in 10^25. */
    private static final int MOST_TRIES = 5;

    private final Recipients recipients;
    private final SendingRules rules;
    private final GuardedCalls guardedCalls;
    private final CodeGate gate;
    private final Deliveries deliveries;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    SendCodeService(
            Recipients recipients,
            SendingRules rules,
            GuardedCalls guardedCalls,
            CodeGate gate,
            Deliveries deliveries,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.recipients = recipients;
        this.rules = rules;
        this.guardedCalls = guardedCalls;
        this.gate = gate;
        this.deliveries = deliveries;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public CodeSending send(SendCodeCommand command) {
        Optional<TooSoon> refusal = foresee(command).or(() -> countCall(command));
        return refusal.isPresent()
                ? refused(refusal.get())
                // Each try sees the challenge that was in the way of the last one.
                : unitOfWork
                        .retrying(MOST_TRIES, HandleTakenException.class, () -> tryToSend(command))
                        .answer(new Delivery(command));
    }

    /**
     * A contact whose code is fixed is bound by the client's own limit alone. Whether a known device is known to the account is not in
     * memory, so it is asked later.
     */
    private Optional<TooSoon> foresee(SendCodeCommand command) {
        return command.requester().origin().known().isPresent()
                ? Optional.empty()
                : rules.foresee(command)
                        .filter(why -> !guardedCalls.isFixed(command.requester().origin(), () -> contact(command)));
    }

    private Optional<Contact> contact(SendCodeCommand command) {
        return unitOfWork
                .read(() -> recipients.find(command.recipient()))
                .fold(reached -> Optional.of(reached.contact()), missed -> Optional.empty());
    }

    /** On its own, so that it counts whatever comes of the call. */
    private Optional<TooSoon> countCall(SendCodeCommand command) {
        return command.guarded()
                ? unitOfWork.execute(
                        () -> guardedCalls.count(command.requester().origin()))
                : Optional.empty();
    }

    private CodeSending tryToSend(SendCodeCommand command) {
        return recipients
                .find(command.recipient())
                .fold(reached -> send(command, reached), missed -> miss(command, missed));
    }

    private CodeSending miss(SendCodeCommand command, Recipients.Target.Missed missed) {
        // Whoever asks for contact after contact to see who has an account uses up the same limit as whoever gets
        // codes.
        boolean counts = missed.byContact() || !command.guarded();
        Optional<TooSoon> refusal = counts ? rules.countCall(command.requester().origin()) : Optional.empty();
        return refusal.map(this::refused).orElseGet(missed::answer);
    }

    private CodeSending send(SendCodeCommand command, Recipients.Target.Reached reached) {
        CodeOrder order = recipients.order(command, reached).by(command.channel());
        Optional<List<Channel>> others =
                gate.offeredInstead(order.channel(), order.purpose(), order.contact(), order.contactHidden());
        if (others.isPresent()) {
            return rules.countCall(command.requester().origin())
                    .map(this::refused)
                    .orElseGet(() -> new CodeSending.ChannelNotOffered(others.get()));
        }
        Sending promised = gate.sending(order, command.requester().origin());
        Sending sending = command.guarded() ? promised.toGuarded() : promised;
        return rules.admit(List.of(sending), command.requester().origin())
                .map(this::refused)
                .orElseGet(() -> {
                    gate.tellRecovery(order, reached.user());
                    gate.tellFormer(order, reached.formerOwner());
                    return issue(command, order, sending);
                });
    }

    private CodeSending issue(SendCodeCommand command, CodeOrder order, Sending sending) {
        Optional<IssuedChallenge> again = command.reuse()
                ? gate.reissue(order, command.lookup(), command.requester().origin())
                : Optional.empty();
        if (again.isPresent()) {
            return new CodeSending.Sent(again.get());
        }
        // The last guess at the code before may have been made while its lock was waited for.
        Optional<TooSoon> refusal = command.reuse() ? rules.refuse(sending) : Optional.empty();
        return refusal.map(this::refused)
                .orElseGet(() -> new CodeSending.Sent(
                        gate.issue(order, command.lookup(), command.requester().origin())));
    }

    private CodeSending refused(TooSoon why) {
        return new CodeSending.Refused(why, clock.instant().plus(why.retryAfter()));
    }

    /** Waits for the first try to deliver what was sent, as long as the caller wants. */
    private final class Delivery implements CodeSending.Cases<CodeSending> {
        private final SendCodeCommand command;

        Delivery(SendCodeCommand command) {
            this.command = command;
        }

        @Override
        public CodeSending sent(CodeSending.Sent sent) {
            if (!deliveries.hasFailed(sent.challenge(), command.patience())) {
                return sent;
            }
            deliveries.takeBack(sent.challenge().challenge().id());
            return new CodeSending.NotDelivered();
        }

        @Override
        public CodeSending unknownAccount(CodeSending.UnknownAccount unknown) {
            return unknown;
        }

        @Override
        public CodeSending noSuchContact(CodeSending.NoSuchContact none) {
            return none;
        }

        @Override
        public CodeSending contactTaken(CodeSending.ContactTaken taken) {
            return taken;
        }

        @Override
        public CodeSending notDelivered(CodeSending.NotDelivered failed) {
            return failed;
        }

        @Override
        public CodeSending channelNotOffered(CodeSending.ChannelNotOffered none) {
            return none;
        }

        @Override
        public CodeSending refused(CodeSending.Refused refused) {
            return refused;
        }
    }
}
