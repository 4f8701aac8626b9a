package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider whose code is always the same. Like Twilio's, it forgets a verification that was right. */
public final class ScriptedCodeOwner implements CodeOwner {
    public static final OtpCode RIGHT = new OtpCode("424242");
    public static final OtpCode WRONG = new OtpCode("424243");

    private final InMemoryStore store;
    private final int digits;
    private final boolean cancelsFirst;
    private final List<String> checked = new CopyOnWriteArrayList<>();
    private final List<String> canceled = new CopyOnWriteArrayList<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final Queue<OwnerAnswer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean isBroken;
    private volatile Runnable meanwhile = () -> {};

    /**
     * Refuses calls in the store's units of work.
     *
     * @param digits of the codes; 0 for codes that no person types
     */
    public ScriptedCodeOwner(InMemoryStore store, int digits, boolean cancelsFirst) {
        this.store = store;
        this.digits = digits;
        this.cancelsFirst = cancelsFirst;
    }

    /** Sets the answer to the next check that has none yet. */
    public ScriptedCodeOwner answer(OwnerAnswer answer) {
        answers.add(answer);
        return this;
    }

    /** Sets work that runs during the next check. */
    public ScriptedCodeOwner meanwhile(Runnable happening) {
        meanwhile = happening;
        return this;
    }

    /** Sets whether calls fail before they are made. */
    public ScriptedCodeOwner broken(boolean broken) {
        isBroken = broken;
        return this;
    }

    /** References of the verifications that were asked about, oldest first. */
    public List<String> checked() {
        return List.copyOf(checked);
    }

    /** References of canceled verifications, oldest first. */
    public List<String> canceled() {
        return List.copyOf(canceled);
    }

    @Override
    public int digits(SenderProfile profile) {
        return digits;
    }

    @Override
    public boolean cancelsFirst() {
        return cancelsFirst;
    }

    @Override
    public OwnerAnswer check(Started verification, OtpCode guess) {
        requireNoUnitOfWork();
        checked.add(verification.reference());
        Runnable happening = meanwhile;
        meanwhile = () -> {};
        happening.run();
        if (isBroken) {
            throw new IllegalStateException("the secret cannot be read");
        }
        OwnerAnswer told = answers.poll();
        if (told != null) {
            return told;
        }
        if (over.contains(verification.reference())) {
            return OwnerAnswer.of(Verdict.OVER);
        }
        boolean isRight = guess.written(digits).equals(RIGHT.value());
        if (isRight) {
            over.add(verification.reference());
        }
        return OwnerAnswer.of(isRight ? Verdict.RIGHT : Verdict.WRONG);
    }

    @Override
    public void cancel(String reference, SenderProfile profile) {
        requireNoUnitOfWork();
        canceled.add(reference);
        over.add(reference);
    }

    @Override
    public Optional<String> silentUrl(String reference, SenderProfile profile) {
        requireNoUnitOfWork();
        if (isBroken) {
            throw new IllegalStateException("the secret cannot be read");
        }
        return digits == 0 ? Optional.of("https://provider.example/" + reference) : Optional.empty();
    }

    private void requireNoUnitOfWork() {
        if (store.isInUnitOfWork()) {
            throw new IllegalStateException("a provider is called in a unit of work");
        }
    }
}
