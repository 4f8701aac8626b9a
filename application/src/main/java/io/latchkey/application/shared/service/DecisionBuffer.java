package io.latchkey.application.shared.service;

import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decisions that wait to be kept. When there is no room, the oldest refusal of the network that most decisions came from is left out
 * and counted, so that a flood from one place does not hide what happens to others. Safe for use by several threads.
 */
final class DecisionBuffer {
    private final int most;
    /** Decisions by {@link #network}; the network whose turn it is comes first. */
    private final Map<String, Waiting> byNetwork = new LinkedHashMap<>();
    /** Networks by the number of their decisions. */
    private final NavigableMap<Integer, Set<String>> bySize = new TreeMap<>();

    private int size;
    private long leftOut;

    /** The decisions of one network. Refusals lie apart, so that the oldest of them is at hand however many there are of others. */
    private static final class Waiting {
        private final Deque<Numbered> refusals = new ArrayDeque<>();
        private final Deque<Numbered> others = new ArrayDeque<>();
        private long added;

        /** A decision and its place in the order of its network. */
        private record Numbered(long number, Decision decision) {}

        void add(Decision decision) {
            Deque<Numbered> kind = decision.answer().outcome() == Outcome.REFUSED ? refusals : others;
            kind.addLast(new Numbered(added++, decision));
        }

        Decision removeOldest() {
            boolean isRefusal = others.isEmpty()
                    || !refusals.isEmpty()
                            && refusals.getFirst().number() < others.getFirst().number();
            return (isRefusal ? refusals : others).removeFirst().decision();
        }

        /** Removes the oldest refusal or, where there is none, the oldest decision. */
        void leaveOneOut() {
            (refusals.isEmpty() ? others : refusals).removeFirst();
        }

        void remove(Predicate<Decision> unwanted) {
            refusals.removeIf(waiting -> unwanted.test(waiting.decision()));
            others.removeIf(waiting -> unwanted.test(waiting.decision()));
        }

        int size() {
            return refusals.size() + others.size();
        }

        boolean isEmpty() {
            return refusals.isEmpty() && others.isEmpty();
        }
    }

    /** @param most the most decisions that wait; 1 or more */
    DecisionBuffer(int most) {
        this.most = most;
    }

    synchronized void add(Decision decision) {
        if (size >= most) {
            leaveOut(bySize.lastEntry().getValue().iterator().next());
        }
        String network = network(decision);
        Waiting waiting = byNetwork.computeIfAbsent(network, unused -> new Waiting());
        waiting.add(decision);
        resized(network, waiting.size() - 1, waiting.size());
    }

    /** Where a decision comes from: a network or, where no client is known, a door. No network is written like a door. */
    private static String network(Decision decision) {
        Decision.Call call = decision.call();
        return call.network().isEmpty() ? "door " + call.door() : call.network();
    }

    private void leaveOut(String network) {
        Waiting waiting = byNetwork.get(network);
        if (waiting == null) {
            throw new IllegalStateException("every network of a size has decisions");
        }
        waiting.leaveOneOut();
        leftOut++;
        resized(network, waiting.size() + 1, waiting.size());
        if (waiting.isEmpty()) {
            byNetwork.remove(network);
        }
    }

    private void resized(String network, int before, int after) {
        size += after - before;
        Set<String> left = bySize.getOrDefault(before, Set.of());
        if (left.contains(network)) {
            left.remove(network);
            if (left.isEmpty()) {
                bySize.remove(before);
            }
        }
        if (after > 0) {
            bySize.computeIfAbsent(after, unused -> new LinkedHashSet<>()).add(network);
        }
    }

    /**
     * Takes decisions out, at most so many: one of each network in turn, so that those of one do not wait for those of another. Those of
     * one network are in their order.
     */
    synchronized List<Decision> take(int atMost) {
        List<Decision> taken = new ArrayList<>();
        while (taken.size() < atMost && !byNetwork.isEmpty()) {
            Map.Entry<String, Waiting> next = byNetwork.entrySet().iterator().next();
            String network = next.getKey();
            Waiting waiting = next.getValue();
            byNetwork.remove(network);
            taken.add(waiting.removeOldest());
            resized(network, waiting.size() + 1, waiting.size());
            if (!waiting.isEmpty()) {
                byNetwork.put(network, waiting);
            }
        }
        return taken;
    }

    /** Removes decisions without counting them. */
    synchronized void remove(Predicate<Decision> unwanted) {
        for (String network : List.copyOf(byNetwork.keySet())) {
            Waiting waiting = byNetwork.getOrDefault(network, new Waiting());
            int before = waiting.size();
            waiting.remove(unwanted);
            if (waiting.size() < before) {
                resized(network, before, waiting.size());
                if (waiting.isEmpty()) {
                    byNetwork.remove(network);
                }
            }
        }
    }

    /** Counts decisions that are left out elsewhere. */
    synchronized void leaveOut(int decisions) {
        leftOut += decisions;
    }

    /** How many were left out since the start. */
    synchronized long leftOut() {
        return leftOut;
    }
}
