package io.latchkey.application.shared.service;

import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
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
    private final Map<String, Deque<Decision>> byNetwork = new LinkedHashMap<>();
    /** Networks by the number of their decisions. */
    private final NavigableMap<Integer, Set<String>> bySize = new TreeMap<>();

    private int size;
    private long leftOut;

    /** @param most the most decisions that wait; 1 or more */
    DecisionBuffer(int most) {
        this.most = most;
    }

    synchronized void add(Decision decision) {
        if (size >= most) {
            leaveOut(bySize.lastEntry().getValue().iterator().next());
        }
        String network = network(decision);
        Deque<Decision> waiting = byNetwork.computeIfAbsent(network, unused -> new ArrayDeque<>());
        waiting.addLast(decision);
        resized(network, waiting.size() - 1, waiting.size());
    }

    /** Where a decision comes from: a network or, where no client is known, a door. No network is written like a door. */
    private static String network(Decision decision) {
        Decision.Call call = decision.call();
        return call.network().isEmpty() ? "door " + call.door() : call.network();
    }

    private void leaveOut(String network) {
        Deque<Decision> waiting = byNetwork.get(network);
        if (waiting == null) {
            throw new IllegalStateException("every network of a size has decisions");
        }
        boolean isRefusalLeftOut = false;
        for (Iterator<Decision> each = waiting.iterator(); each.hasNext() && !isRefusalLeftOut; ) {
            if (each.next().answer().outcome() == Outcome.REFUSED) {
                each.remove();
                isRefusalLeftOut = true;
            }
        }
        if (!isRefusalLeftOut) {
            waiting.removeFirst();
        }
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
            Map.Entry<String, Deque<Decision>> next =
                    byNetwork.entrySet().iterator().next();
            String network = next.getKey();
            Deque<Decision> waiting = next.getValue();
            byNetwork.remove(network);
            taken.add(waiting.removeFirst());
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
            Deque<Decision> waiting = byNetwork.getOrDefault(network, new ArrayDeque<>());
            int before = waiting.size();
            waiting.removeIf(unwanted);
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
