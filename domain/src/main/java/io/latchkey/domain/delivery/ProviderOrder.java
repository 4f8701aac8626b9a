package io.latchkey.domain.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * The order in which a message tries the providers of a step. The draw follows from the message's id, which is random,
 * so the same message at the same try always draws the same.
 */
public final class ProviderOrder {
    private ProviderOrder() {}

    /**
     * Orders the providers of a step; the message is offered to the first, then to the next, and so on.
     *
     * @param tries tries the message had before
     * @param share the part of its full share of messages that a provider has now; 0 to 1
     */
    public static List<ProviderChoice> of(
            RouteStep step, OutboxMessageId message, int tries, ToDoubleFunction<String> share) {
        // Shares change meanwhile, so each is read once for a draw.
        Map<ProviderChoice, Double> shares = new LinkedHashMap<>();
        step.choices().forEach(choice -> shares.put(choice, share.applyAsDouble(choice.provider())));
        return step.isWeighted() ? byWeight(shares, message, tries) : byPreference(shares, message, tries);
    }

    /** A provider with a share of 0.3 gets three in ten of the messages that reach its turn; the rest pass on. */
    private static List<ProviderChoice> byPreference(
            Map<ProviderChoice, Double> shares, OutboxMessageId message, int tries) {
        List<ProviderChoice> taken = new ArrayList<>();
        List<ProviderChoice> passedOver = new ArrayList<>();
        int place = 0;
        for (Map.Entry<ProviderChoice, Double> choice : shares.entrySet()) {
            boolean hasTurn = draw(message, tries, place++) < choice.getValue();
            (hasTurn ? taken : passedOver).add(choice.getKey());
        }
        passedOver.sort(
                Comparator.<ProviderChoice, Double>comparing(shares::get).reversed());
        taken.addAll(passedOver);
        return taken;
    }

    private static List<ProviderChoice> byWeight(
            Map<ProviderChoice, Double> shares, OutboxMessageId message, int tries) {
        Map<ProviderChoice, Double> left = new LinkedHashMap<>();
        List<ProviderChoice> without = new ArrayList<>();
        shares.forEach((choice, share) -> {
            if (share > 0) {
                left.put(choice, choice.weight() * share);
            } else {
                without.add(choice);
            }
        });
        List<ProviderChoice> order = new ArrayList<>();
        while (!left.isEmpty()) {
            ProviderChoice picked = pick(left, draw(message, tries, order.size()));
            order.add(picked);
            left.remove(picked);
        }
        without.sort(Comparator.comparing(ProviderChoice::weight).reversed());
        order.addAll(without);
        return order;
    }

    private static ProviderChoice pick(Map<ProviderChoice, Double> parts, double draw) {
        double rest =
                draw * parts.values().stream().mapToDouble(Double::doubleValue).sum();
        ProviderChoice last = parts.keySet().iterator().next();
        for (Map.Entry<ProviderChoice, Double> part : parts.entrySet()) {
            last = part.getKey();
            if (rest < part.getValue()) {
                break;
            }
            rest -= part.getValue();
        }
        return last;
    }

    /** Evenly spread over [0, 1). */
    private static double draw(OutboxMessageId message, int tries, int place) {
        UUID id = message.value();
        // The finaliser of SplitMix64: neighbouring inputs come out unrelated.
        long mixed = id.getMostSignificantBits() ^ id.getLeastSignificantBits() + tries * 1_000_003L + place * 7_919L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
