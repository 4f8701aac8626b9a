package io.latchkey.application.shared.service;

import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
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
    private final Map<String, Deque<Decision>> byNetwork = new HashMap<>();
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
        String network = decision.call().network();
        Deque<Decision> waiting = byNetwork.computeIfAbsent(network, unused -> new ArrayDeque<>());
        waiting.addLast(decision);
        resized(network, waiting.size() - 1, waiting.size());
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

    /** Takes decisions out, at most so many; those of one network are in their order. */
    synchronized List<Decision> take(int atMost) {
        List<Decision> taken = new ArrayList<>();
        List<String> networks = List.copyOf(byNetwork.keySet());
        for (String network : networks) {
            Deque<Decision> waiting = byNetwork.getOrDefault(network, new ArrayDeque<>());
            int before = waiting.size();
            while (taken.size() < atMost && !waiting.isEmpty()) {
                taken.add(waiting.removeFirst());
            }
            resized(network, before, waiting.size());
            if (waiting.isEmpty()) {
                byNetwork.remove(network);
            }
            if (taken.size() == atMost) {
                return taken;
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
