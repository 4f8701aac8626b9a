package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CountedSendingRule;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingCharge;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All rules of sending, in the order they are asked in. */
public final class SendingRules {
    private final List<SendingRule> rules;
    private final CodesPerWindow codesPerWindow;
    private final ThrottleLimit perAddress;
    private final Throttles throttles;
    private final Decisions decisions;
    private final Clock clock;

    /**
     * @param perFixedNumber codes of one contact whose code is fixed; of all other limits only the client's address binds them
     * @param others rules of other features
     */
    public SendingRules(
            OtpPolicies policies,
            ThrottlePolicy limits,
            ThrottleLimit perFixedNumber,
            List<? extends SendingRule> others,
            Throttles throttles,
            Core core) {
        this.codesPerWindow = new CodesPerWindow(policies);
        this.perAddress = limits.codePerAddress();
        this.throttles = throttles;
        this.decisions = core.decisions();
        this.clock = core.clock();
        List<SendingRule> own = List.of(
                ofCrowds(limits.codePerAddress(), Sending::network),
                ofFixedCodes(perFixedNumber, Sending::perContact),
                ofMessages(limits.codePerDestination(), Sending::destination),
                ofMessages(limits.codePerAccount(), Sending::account),
                ofSite(limits.codePerSite()),
                new CoolDown(policies),
                codesPerWindow);
        this.rules = Stream.concat(others.stream(), own.stream()).toList();
    }

    private static CountedSendingRule ofCrowds(ThrottleLimit limit, Function<Sending, String> subject) {
        return sending -> List.of(SendingCharge.ofCrowd(limit, subject.apply(sending)));
    }

    private static CountedSendingRule ofFixedCodes(ThrottleLimit limit, Function<Sending, String> subject) {
        return sending -> sending.fixedCode() ? List.of(new SendingCharge(limit, subject.apply(sending))) : List.of();
    }

    private static CountedSendingRule ofMessages(ThrottleLimit limit, Function<Sending, String> subject) {
        return sending -> sending.fixedCode() ? List.of() : List.of(new SendingCharge(limit, subject.apply(sending)));
    }

    private static CountedSendingRule ofSite(ThrottleLimit limit) {
        return sending -> sending.fixedCode() ? List.of() : List.of(SendingCharge.ofSite(limit));
    }

    /** Why the code would be refused, as far as memory tells. */
    Optional<TooSoon> foresee(SendCodeCommand command) {
        Instant now = clock.instant();
        return rules.stream()
                .flatMap(rule -> rule.foresee(command, now).map(why -> refused(rule, why, now)).stream())
                .findFirst();
    }

    /** Why a code may not be sent, by the rules that count nothing. */
    Optional<TooSoon> refuse(Sending sending) {
        Instant now = clock.instant();
        decisions.about(Optional.ofNullable(sending.userId()).map(UserId::value), sending.contact());
        return rules.stream()
                .flatMap(rule -> ask(rule, rule.refuse(sending, now), now).stream())
                .findFirst();
    }

    /** Tells what a rule said that counts nothing; limits tell of themselves. */
    private Optional<TooSoon> ask(SendingRule rule, Optional<TooSoon> answer, Instant now) {
        boolean isCounting = rule instanceof CountedSendingRule;
        if (answer.isEmpty() && !isCounting) {
            decisions.saw(Finding.passed(rule.name()));
        }
        return answer.map(why -> refused(rule, why, now));
    }

    private TooSoon refused(SendingRule rule, TooSoon why, Instant now) {
        decisions.saw(Finding.refused(rule.name()).until(now.plus(why.retryAfter())));
        return why;
    }

    /** Asks all rules about codes that are promised together, and counts them in one statement. Empty when they may be sent. */
    Optional<TooSoon> admit(List<Sending> sendings, ClientOrigin origin) {
        Optional<TooSoon> refusal =
                sendings.stream().flatMap(sending -> refuse(sending).stream()).findFirst();
        Optional<TooSoon> refused = refusal.isPresent() ? refusal : count(sendings, origin);
        refused.ifPresent(why -> tell(sendings, why));
        return refused;
    }

    private Optional<TooSoon> count(List<Sending> sendings, ClientOrigin origin) {
        List<SendingCharge> charges = sendings.stream()
                .flatMap(sending -> rules.stream().flatMap(rule -> rule.charges(sending).stream()))
                .toList();
        Throttles.Call call = throttles.call(origin);
        for (SendingCharge charge : charges) {
            Throttles.Call unused = switch (charge.scope()) {
                case PERSON -> call.charge(charge.limit(), charge.subject());
                case CROWD -> call.chargeCrowd(charge.limit(), charge.subject());
                case SITE -> call.chargeSite(charge.limit());
            };
        }
        return call.take().map(throttled -> refusal(charges, throttled));
    }

    private static TooSoon refusal(List<SendingCharge> charges, Throttled throttled) {
        return charges.stream()
                .filter(charge -> charge.limit().equals(throttled.limit()))
                .findFirst()
                .map(charge -> charge.refusal().apply(throttled))
                .orElse(throttled);
    }

    private void tell(List<Sending> sendings, TooSoon refusal) {
        Instant now = clock.instant();
        sendings.forEach(sending -> rules.forEach(rule -> rule.learnRefusal(sending, refusal, now)));
    }

    /** Counts a call against the client's limit on codes that sends none. Empty when it may go on. */
    Optional<TooSoon> countCall(ClientOrigin origin) {
        return throttles
                .call(origin)
                .chargeCrowd(perAddress, origin.network())
                .take()
                .map(Function.identity());
    }

    /** Why a promised code may not be handed over to a provider now; empty when it may. Asks no store. */
    public Optional<TooSoon> refuseHandover(OtpPurpose purpose, Contact contact, Instant promisedAt) {
        Instant now = clock.instant();
        Sending sending = Sending.handedOver(purpose, contact, promisedAt);
        return rules.stream()
                .flatMap(rule -> ask(rule, rule.refuseHandover(sending, now), now).stream())
                .findFirst();
    }

    /** When the window of codes of one purpose to this contact ends; a whole window from now where none is open. */
    Instant windowEnd(Sending sending) {
        ThrottleLimit limit = codesPerWindow.limit(sending);
        return throttles
                .windowEnd(limit, sending.perPurpose())
                .orElseGet(() -> clock.instant().plus(limit.window()));
    }
}
