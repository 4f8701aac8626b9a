package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who refused a message for good, so that nobody is asked twice: providers in a step of the message's route, and channels that
 * cannot reach its reader.
 *
 * @param marks {@code 0:acme} for the provider acme in the first step; {@code SMS} for a channel
 */
public record Refusals(Set<String> marks) {
    /** Nobody refused. */
    public static final Refusals NONE = new Refusals(Set.of());

    public Refusals {
        marks = Set.copyOf(marks);
    }

    /** Reads back {@link #stored}. */
    public static Refusals ofStored(String text) {
        return new Refusals(Arrays.stream(text.split(" ", -1))
                .filter(mark -> !mark.isEmpty())
                .collect(Collectors.toSet()));
    }

    /** One text without line breaks, with the channels before the providers; empty when nobody refused. */
    public String stored() {
        return String.join(" ", new TreeSet<>(marks).descendingSet());
    }

    /** These refusals and that of a provider. */
    public Refusals by(int step, String provider) {
        return with(step + ":" + provider);
    }

    /** These refusals and a channel that does not reach the reader. */
    public Refusals of(Channel channel) {
        return with(channel.name());
    }

    private Refusals with(String mark) {
        Set<String> all = new TreeSet<>(marks);
        all.add(mark);
        return new Refusals(all);
    }

    public boolean isRefusedBy(int step, String provider) {
        return marks.contains(step + ":" + provider);
    }

    public boolean isClosed(Channel channel) {
        return marks.contains(channel.name());
    }
}
