package io.latchkey.adapters.sms.definition;

import io.latchkey.adapters.sms.definition.Place.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects what is wrong in a part of a file, so that all of it is told at once. For one thread. */
public final class Problems {
    private final List<InvalidDefinitionException> found = new ArrayList<>();

    /** Reads something. When the reader refuses, the refusal is collected, and the supplier refuses in the same words. */
    public <T> Supplier<T> attempt(Supplier<T> reader) {
        try {
            T value = reader.get();
            return () -> value;
        } catch (InvalidDefinitionException refused) {
            // A part that was refused before may be asked for again.
            if (!found.contains(refused)) {
                found.add(refused);
            }
            return () -> {
                throw refused;
            };
        }
    }

    /** Reads each of these with the reader. Collects all refusals. */
    public <T> void each(Iterable<T> parts, Consumer<T> reader) {
        parts.forEach(part -> attempt(() -> {
            reader.accept(part);
            return part;
        }));
    }

    /** Reads each member of a mapping with the reader. Collects all refusals. */
    public void members(Place place, BiConsumer<String, Place> reader) {
        Map<String, Place> members = place.members();
        each(members.entrySet(), member -> reader.accept(member.getKey(), member.getValue()));
    }

    /** The members of a mapping. Names that are not known are collected as problems. */
    public Section section(Place place, Set<String> known) {
        Map<String, Place> members = place.members();
        found.addAll(place.unknown(known));
        return new Section(place, members);
    }

    /** @throws InvalidDefinitionException that tells every problem, when there is any */
    public void refuseAny() {
        if (!found.isEmpty()) {
            throw InvalidDefinitionException.ofAll(found);
        }
    }
}
