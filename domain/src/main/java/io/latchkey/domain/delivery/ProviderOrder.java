package io.latchkey.domain.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * The order in which a message tries the providers of a step. The draw follows from the message's id, which is random, so the same
 * message at the same try always draws the same.
 */
public final class ProviderOrder {
    private ProviderOrder() {}

    /**
     * Every provider of the step, those first that are to have the message now.
     *
     * @param tries tries the message had before
     * @param share what a provider has of its resting share now; 0 to 1
     */
    public static List<ProviderChoice> of(
            RouteStep step, OutboxMessageId message, int tries, ToDoubleFunction<String> share) {
        return step.isWeighted()
                ? byWeight(step.choices(), message, tries, share)
                : byPreference(step.choices(), message, tries, share);
    }

    /** A provider with a share of 0.3 has three messages in ten that come to its turn; the rest pass on. */
    private static List<ProviderChoice> byPreference(
            List<ProviderChoice> choices, OutboxMessageId message, int tries, ToDoubleFunction<String> share) {
        List<ProviderChoice> taken = new ArrayList<>();
        List<ProviderChoice> passedOver = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            ProviderChoice choice = choices.get(i);
            boolean hasTurn = draw(message, tries, i) < share.applyAsDouble(choice.provider());
            (hasTurn ? taken : passedOver).add(choice);
        }
        passedOver.sort(byShare(share));
        taken.addAll(passedOver);
        return taken;
    }

    private static List<ProviderChoice> byWeight(
            List<ProviderChoice> choices, OutboxMessageId message, int tries, ToDoubleFunction<String> share) {
        List<ProviderChoice> left = new ArrayList<>(choices);
        List<ProviderChoice> order = new ArrayList<>();
        while (!left.isEmpty()) {
            double whole = left.stream()
                    .mapToDouble(choice -> choice.weight() * share.applyAsDouble(choice.provider()))
                    .sum();
            if (whole <= 0) {
                left.sort(Comparator.comparing(ProviderChoice::weight).reversed());
                order.addAll(left);
                break;
            }
            double drawn = draw(message, tries, order.size()) * whole;
            ProviderChoice picked = left.get(left.size() - 1);
            for (ProviderChoice choice : left) {
                double part = choice.weight() * share.applyAsDouble(choice.provider());
                if (part > 0 && drawn < part) {
                    picked = choice;
                    break;
                }
                drawn -= part;
            }
            order.add(picked);
            left.remove(picked);
        }
        return order;
    }

    private static Comparator<ProviderChoice> byShare(ToDoubleFunction<String> share) {
        return Comparator.comparingDouble((ProviderChoice choice) -> share.applyAsDouble(choice.provider()))
                .reversed();
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
