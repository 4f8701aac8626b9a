package io.latchkey.application.shared.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.shared.Contact;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what rules saw of the call that a thread works on, and makes a decision of it when the call is answered: of each refusal, each
 * lock and each message that was promised. Decisions wait in memory until they are kept.
 */
public final class DecisionDesk implements Decisions {
    /** What decisions are about, as far as it bounds how many are kept. */
    public enum Kind {
        /** A message was promised, or something was locked. As many as there are messages. */
        DONE(5_000),
        /** A rule refused. */
        REFUSED(5_000),
        /** A refusal that asked no rule, such as a path that is none. Anybody makes as many as they like, and they tell least. */
        UNRULED(3_000);

        private final int mostWaiting;

        /** @param mostWaiting the most decisions that wait in memory */
        Kind(int mostWaiting) {
            this.mostWaiting = mostWaiting;
        }
    }

    private static final String ADMITTED = "admitted";
    /** The check of codes, as {@link HeardTrail} names it, and the problem that tells callers no more than that it refused. */
    static final String CODE = "code";

    private static final String CODE_PROBLEM = "otp-refused";

    private static final Answered NO_ANSWER = new Answered(0, "", Optional.empty(), Optional.empty());

    /** Belongs to the instance, because a program may hold two services. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable OpenDecision> open = new ThreadLocal<>();

    private final Map<Kind, DecisionBuffer> waiting = new EnumMap<>(Kind.class);
    private final AuditSubjects subjects;
    private final IdGenerator ids;
    private final Clock clock;

    public DecisionDesk(Digester digester, IdGenerator ids, Clock clock) {
        this.subjects = new AuditSubjects(digester);
        this.ids = ids;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            waiting.put(kind, new DecisionBuffer(kind.mostWaiting));
        }
    }

    /**
     * How a call is answered.
     *
     * @param status HTTP status; 0 when there is none
     * @param problem name of the problem; empty when there is none
     * @param policy name of the limit that the problem names; empty when it names none
     * @param detail what the problem says, for the note of a refusal that no rule told of; never what the caller sent
     */
    public record Answered(int status, String problem, Optional<String> policy, Optional<String> detail) {
        private boolean isRefusal() {
            return status >= 400;
        }
    }

    /** The same trail, which tells of refusals here, too. */
    public AuditTrail heard(AuditTrail trail) {
        return new HeardTrail(trail, this);
    }

    /** Begins a call on this thread. What another call left there is forgotten. */
    public void begin() {
        open.set(new OpenDecision());
    }

    /** Ends the call of this thread. Messages that were promised without any answer are told of now. */
    public void end() {
        OpenDecision call = open.get();
        if (call != null && !call.messages().isEmpty()) {
            Optional<UUID> unused =
                    answer(NO_ANSWER, new Decision.Call("", "", ClientOrigin.NATIVE, ""), Optional.empty());
        }
        open.remove();
    }

    /** Names the deed that the call of this thread asks for. */
    public void deed(String name) {
        OpenDecision call = open.get();
        if (call != null) {
            call.deed(name);
        }
    }

    @Override
    public <T> T within(String door, String deed, Supplier<T> work) {
        if (open.get() != null) {
            return work.get();
        }
        begin();
        try {
            T result = work.get();
            Optional<UUID> unused = answer(NO_ANSWER, new Decision.Call(deed, "", door, ""), Optional.empty());
            return result;
        } finally {
            open.remove();
        }
    }

    /**
     * Tells how the call of this thread is answered. A call that was not begun is one of which no rule was asked.
     *
     * @param asked what was asked for; its deed and network are taken from what was told here, where they are empty
     * @param caller id of the account that calls
     * @return id of the decision when the answer is a refusal
     */
    public Optional<UUID> answer(Answered answered, Decision.Call asked, Optional<UUID> caller) {
        OpenDecision known = open.get();
        OpenDecision call = known == null ? new OpenDecision() : known;
        if (answered.problem().equals(CODE_PROBLEM) && call.passed(CODE)) {
            refused(Finding.refusedAfterCode(
                    "the code was right, but its account or contact is no longer what it was"));
        }
        boolean isRefusal = answered.isRefusal() || isRefusedInOtherWords(call, asked.door());
        boolean isKept = isRefusal
                || call.find(Verdict.LOCKED)
                        .or(() -> call.find(Verdict.WITHHELD))
                        .isPresent();
        if (!isKept && call.messages().isEmpty()) {
            return Optional.empty();
        }
        Decision.Call whole = new Decision.Call(
                asked.deed().isEmpty() ? call.deed() : asked.deed(),
                asked.route(),
                asked.door(),
                call.network().orElse(asked.network()));
        Optional<UUID> user = call.user().or(() -> caller);
        Optional<UUID> id = isKept
                ? Optional.of(keep(
                        whole,
                        new Decision.Answer(
                                call.find(Verdict.LOCKED).isPresent() ? Outcome.LOCKED : Outcome.REFUSED,
                                answered.status(),
                                answered.problem(),
                                winner(call, answered)),
                        new Decision.Whom(user, call.subject(), call.message()),
                        findings(call, answered)))
                : Optional.empty();
        call.messages().forEach((message, contact) -> keepMessage(call, answered, whole, user, message, contact));
        if (known != null) {
            begin();
        }
        return id.filter(unused -> isRefusal);
    }

    /** Whether a rule refused a call that is answered without a status of a refusal: some faces word refusals as answers. */
    private static boolean isRefusedInOtherWords(OpenDecision call, String door) {
        return !door.equals(ClientOrigin.NATIVE)
                && call.messages().isEmpty()
                && call.find(Verdict.REFUSED).isPresent();
    }

    private void keepMessage(
            OpenDecision call,
            Answered answered,
            Decision.Call asked,
            Optional<UUID> user,
            UUID message,
            UUID contact) {
        UUID unused = keep(
                asked,
                new Decision.Answer(Outcome.SENT, answered.status(), "", ADMITTED),
                new Decision.Whom(user, Optional.of(contact), Optional.of(message)),
                admitted(call));
    }

    /** What the rules saw that a message passed. What refused or locked something else in the same call is told by its own decision. */
    private static List<Finding> admitted(OpenDecision call) {
        List<Finding> passed = call.findings();
        passed.removeIf(finding -> finding.verdict() != Verdict.PASSED && finding.verdict() != Verdict.HELD);
        passed.removeIf(finding -> finding.rule().equals(ADMITTED));
        passed.add(Finding.passed(ADMITTED));
        return passed;
    }

    private UUID keep(Decision.Call asked, Decision.Answer answer, Decision.Whom whom, List<Finding> findings) {
        Instant now = clock.instant();
        UUID id = ids.nextAt(now);
        Decision decision = new Decision(id, now, asked, answer, whom, findings);
        waiting(kind(decision)).add(decision);
        return id;
    }

    private DecisionBuffer waiting(Kind kind) {
        return Objects.requireNonNull(waiting.get(kind), "each kind has a buffer");
    }

    /** Where no rule was asked, the only finding is named like the problem. */
    private static Kind kind(Decision decision) {
        if (decision.answer().outcome() != Outcome.REFUSED) {
            return Kind.DONE;
        }
        boolean isUnruled = decision.findings().size() == 1
                && decision.findings().get(0).rule().equals(decision.answer().problem());
        return isUnruled ? Kind.UNRULED : Kind.REFUSED;
    }

    /** What locked something, else what refused, else the problem itself, else what withheld the message. */
    private static String winner(OpenDecision call, Answered answered) {
        return call.find(Verdict.LOCKED)
                .map(Finding::rule)
                .or(answered::policy)
                .or(() -> call.find(Verdict.REFUSED).map(Finding::rule))
                .or(() -> Optional.of(answered.problem()).filter(problem -> !problem.isEmpty()))
                .or(() -> call.find(Verdict.WITHHELD).map(Finding::rule))
                .orElse(ADMITTED);
    }

    /** What the rules saw; where none of them refused, the problem stands for the rule that did. */
    private static List<Finding> findings(OpenDecision call, Answered answered) {
        List<Finding> told = call.findings();
        if (answered.isRefusal() && call.find(Verdict.REFUSED).isEmpty()) {
            Finding named = Finding.refused(answered.policy().orElse(answered.problem()));
            told.add(answered.detail().map(named::noting).orElse(named));
        }
        return told;
    }

    @Override
    public void saw(Finding finding) {
        OpenDecision call = open.get();
        if (call != null) {
            call.saw(finding);
        }
    }

    @Override
    public void refused(Finding finding) {
        OpenDecision call = open.get();
        if (call != null && call.find(Verdict.REFUSED).isEmpty()) {
            call.saw(finding);
        }
    }

    void about(Optional<UUID> user, Optional<UUID> subject, Optional<String> network) {
        OpenDecision call = open.get();
        if (call != null) {
            call.about(user, subject, network);
        }
    }

    @Override
    public void about(Optional<UUID> user, Contact contact) {
        OpenDecision call = open.get();
        if (call != null) {
            call.about(user, () -> subjects.idOf(contact));
        }
    }

    @Override
    public void promised(UUID message, Contact contact) {
        OpenDecision call = open.get();
        if (call != null) {
            call.promised(message, subjects.idOf(contact));
        }
    }

    @Override
    public void aboutMessage(UUID message) {
        OpenDecision call = open.get();
        if (call != null) {
            call.about(message);
        }
    }

    @Override
    public void undone(UUID message) {
        OpenDecision call = open.get();
        if (call != null) {
            call.undone(message);
        }
    }

    /** What rules told so far of the call of this thread; empty when there is none. */
    public List<Finding> told() {
        OpenDecision call = open.get();
        return call == null ? List.of() : call.findings();
    }

    /** Forgets the decisions that wait about an account, and those about its contacts and logins that name no account. */
    public void forget(UUID user, Collection<UUID> persons) {
        Predicate<Decision> isAboutThem = decision -> decision.whom()
                .user()
                .map(user::equals)
                .orElseGet(() ->
                        decision.whom().subject().filter(persons::contains).isPresent());
        waiting.values().forEach(buffer -> buffer.remove(isAboutThem));
    }

    /** Takes decisions of a kind that wait, at most so many. */
    public List<Decision> take(Kind kind, int most) {
        return waiting(kind).take(most);
    }

    /** Puts decisions back that could not be kept. */
    public void putBack(List<Decision> decisions) {
        decisions.forEach(decision -> waiting(kind(decision)).add(decision));
    }

    /** Leaves out all that waits, at the stop. */
    public void leaveOutTheRest() {
        waiting.values()
                .forEach(
                        buffer -> buffer.leaveOut(buffer.take(Integer.MAX_VALUE).size()));
    }

    /** Counts a decision that is left out for another reason than that too many wait. */
    public void leaveOut(Decision decision) {
        waiting(kind(decision)).leaveOut(1);
    }

    /** How many decisions were left out since the start. */
    public long leftOut() {
        return waiting.values().stream().mapToLong(DecisionBuffer::leftOut).sum();
    }
}
