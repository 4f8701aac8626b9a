package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/** Checks and cancels codes at the provider that a definition describes. */
final class HttpCodeOwner implements CodeOwner {
    private static final String PURPOSE = "asked about codes";

    private final Verification calls;
    private final Filling values;
    private final Call call;
    private final BiConsumer<String, Optional<String>> log;
    private final Semaphore beside;

    /** Fills a text with these values and the operator's. */
    @FunctionalInterface
    interface Filling {
        String fill(Template template, Map<String, String> known, SenderProfile profile);
    }

    /** Makes a call. */
    @FunctionalInterface
    interface Call {
        SideAnswer ask(SideCall shape, Map<String, String> known, SenderProfile profile);
    }

    /**
     * @param log learns what calls are for, and what went wrong; nothing when all went well
     * @param beside checks that may be made at once; further ones get no verdict, so that a slow provider does not hold every thread
     */
    HttpCodeOwner(
            Verification calls, Filling values, Call call, BiConsumer<String, Optional<String>> log, Semaphore beside) {
        this.calls = calls;
        this.values = values;
        this.call = call;
        this.log = log;
        this.beside = beside;
    }

    @Override
    public int digits(SenderProfile profile) {
        String digits = values.fill(calls.digits(), Map.of(), profile);
        return digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0;
    }

    @Override
    public boolean cancelsFirst() {
        return calls.cancelsFirst();
    }

    @Override
    public OwnerAnswer check(Started verification, OtpCode guess) {
        if (!beside.tryAcquire()) {
            return OwnerAnswer.of(Verdict.NONE);
        }
        try {
            SideAnswer told = call.ask(
                    calls.check(),
                    known(verification, guess.written(digits(verification.profile()))),
                    verification.profile());
            Verdict verdict = told.answer().map(calls.words()::verdict).orElse(Verdict.NONE);
            log.accept(PURPOSE, verdict == Verdict.NONE ? Optional.of(told.problem()) : Optional.empty());
            return verdict == Verdict.NONE && told.retryAfter().isPresent()
                    ? OwnerAnswer.none(told.retryAfter().get())
                    : OwnerAnswer.of(verdict);
        } finally {
            beside.release();
        }
    }

    /** A provider that refuses has nothing to cancel any more, or will not; neither matters. */
    @Override
    public void cancel(String reference, SenderProfile profile) {
        calls.cancel().ifPresent(shape -> {
            SideAnswer told = call.ask(shape, Map.of(FollowUp.REFERENCE, reference), profile);
            log.accept(
                    "told of codes that are over",
                    told.answer().isPresent() ? Optional.empty() : Optional.of(told.problem()));
        });
    }

    @Override
    public Optional<String> silentUrl(String reference, SenderProfile profile) {
        return calls.silentUrl().map(url -> values.fill(url, Map.of(FollowUp.REFERENCE, reference), profile));
    }

    private static Map<String, String> known(Started verification, String guess) {
        return Verification.known(
                verification.reference(), verification.contact().value(), guess);
    }
}
