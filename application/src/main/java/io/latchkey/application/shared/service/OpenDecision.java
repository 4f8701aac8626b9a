package io.latchkey.application.shared.service;

import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known so far of the call of one thread. */
final class OpenDecision {
    /** A call asks fewer rules; more would not fit into a row. */
    private static final int MOST_FINDINGS = 30;

    private static final int MOST_MESSAGES = 10;

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<UUID, UUID> messages = new LinkedHashMap<>();
    private String deed = "";
    private @Nullable UUID user;
    private Supplier<Optional<UUID>> subject = Optional::empty;
    private @Nullable UUID message;
    private @Nullable String network;

    void deed(String name) {
        deed = name;
    }

    String deed() {
        return deed;
    }

    void about(Optional<UUID> account, Optional<UUID> person, Optional<String> from) {
        account.ifPresent(id -> user = id);
        if (person.isPresent()) {
            subject = () -> person;
        }
        from.ifPresent(text -> network = text);
    }

    /** @param person asked for only when a refusal or a lock is kept, because most calls are neither */
    void about(Optional<UUID> account, Supplier<UUID> person) {
        account.ifPresent(id -> user = id);
        subject = () -> Optional.of(person.get());
    }

    void about(UUID promised) {
        message = promised;
    }

    /** The message that was promised before. */
    Optional<UUID> message() {
        return Optional.ofNullable(message);
    }

    Optional<UUID> user() {
        return Optional.ofNullable(user);
    }

    Optional<UUID> subject() {
        return subject.get();
    }

    Optional<String> network() {
        return Optional.ofNullable(network);
    }

    /** A rule that is asked about several subjects keeps the finding that decides. */
    void saw(Finding finding) {
        Finding before = findings.get(finding.rule());
        boolean isWeaker = before != null && before.verdict() != Verdict.PASSED && finding.verdict() == Verdict.PASSED;
        if (isWeaker) {
            return;
        }
        findings.remove(finding.rule());
        findings.put(finding.rule(), finding);
        if (findings.size() > MOST_FINDINGS) {
            dropOne();
        }
    }

    /** Drops the first rule that let the call pass; where none did, the last one that did not say first what it says. */
    private void dropOne() {
        Set<Verdict> said = EnumSet.noneOf(Verdict.class);
        Optional<String> least = find(Verdict.PASSED).map(Finding::rule);
        if (least.isEmpty()) {
            for (Finding finding : findings.values()) {
                if (!said.add(finding.verdict())) {
                    least = Optional.of(finding.rule());
                }
            }
        }
        least.ifPresent(findings::remove);
    }

    void promised(UUID message, UUID contact) {
        if (messages.size() < MOST_MESSAGES) {
            messages.put(message, contact);
        }
    }

    void undone(UUID message) {
        messages.remove(message);
    }

    /** Keyed digests of the contacts that messages were promised to, by message. */
    Map<UUID, UUID> messages() {
        return messages;
    }

    List<Finding> findings() {
        return new ArrayList<>(findings.values());
    }

    /** Whether this rule was asked and let the call pass. */
    boolean passed(String rule) {
        Finding finding = findings.get(rule);
        return finding != null && finding.verdict() == Verdict.PASSED;
    }

    /** The finding of this verdict that came first. */
    Optional<Finding> find(Verdict verdict) {
        return findings.values().stream()
                .filter(finding -> finding.verdict() == verdict)
                .findFirst();
    }
}
