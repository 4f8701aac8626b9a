package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.application.shared.port.Pause;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The providers of the plan in force that own codes. A code keeps the wishes of the route that its contact has now. */
public final class ProviderCodes implements CodeOwners {
    /** What a check took that nobody has made yet. */
    private static final Trace USUAL = new Trace(Verdict.WRONG, Duration.ofMillis(150));

    private final DeliveryPlans plans;
    private final MessageRoutes routes;
    private final Pause pause;
    private final Clock clock;
    private final Map<String, Trace> last = new ConcurrentHashMap<>();

    ProviderCodes(DeliveryPlans plans, MessageRoutes routes, Pause pause, Clock clock) {
        this.plans = plans;
        this.routes = routes;
        this.pause = pause;
        this.clock = clock;
    }

    /** How the last check of a provider went. */
    private record Trace(Verdict verdict, Duration took) {}

    @Override
    public boolean areInUse() {
        return !plans.current().codeOwners().isEmpty();
    }

    @Override
    public OwnerAnswer check(HandedCode code, OtpChallenge challenge, OtpCode guess) {
        String reference = code.reference();
        CodeOwner owner = plans.current().codeOwners().get(code.provider());
        if (owner == null || reference == null) {
            // The operator took the provider away; nobody can tell any more.
            return OwnerAnswer.of(Verdict.OVER);
        }
        Instant begin = clock.instant();
        OwnerAnswer answer =
                owner.check(new CodeOwner.Started(reference, challenge.contact(), profile(code, challenge)), guess);
        last.put(code.provider(), new Trace(answer.verdict(), Duration.between(begin, clock.instant())));
        return answer;
    }

    @Override
    public OwnerAnswer pretend(String provider) {
        Trace trace = last.getOrDefault(provider, USUAL);
        pause.pause(trace.took());
        return OwnerAnswer.of(trace.verdict() == Verdict.NONE ? Verdict.NONE : Verdict.WRONG);
    }

    @Override
    public void cancel(HandedCode code, Optional<OtpChallenge> challenge) {
        CodeOwner owner = plans.current().codeOwners().get(code.provider());
        String reference = code.reference();
        if (owner != null && reference != null) {
            owner.cancel(reference, challenge.map(known -> profile(code, known)).orElse(SenderProfile.NONE));
        }
    }

    @Override
    public Optional<String> silentUrl(HandedCode code, OtpChallenge challenge) {
        CodeOwner owner = plans.current().codeOwners().get(code.provider());
        String reference = code.reference();
        return owner == null || reference == null
                ? Optional.empty()
                : owner.silentUrl(reference, profile(code, challenge));
    }

    private SenderProfile profile(HandedCode code, OtpChallenge challenge) {
        return routes.profile(challenge.contact(), challenge.purpose(), code.provider());
    }
}
