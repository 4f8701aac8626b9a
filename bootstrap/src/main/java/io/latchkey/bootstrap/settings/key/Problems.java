package io.latchkey.bootstrap.settings.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects the problems of a configuration, so that one start tells all of them. */
public final class Problems {
    private final Set<String> sentences = new LinkedHashSet<>();

    /** Adds sentences for the operator. The same sentence counts once. */
    public void add(Collection<String> problems) {
        sentences.addAll(problems);
    }

    /** Adds a sentence, unless the condition holds. */
    public void require(boolean holds, String otherwise) {
        if (!holds) {
            sentences.add(otherwise);
        }
    }

    /** What the reader answers; empty when it reports problems, which are kept. */
    public <T> Optional<T> read(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (InvalidSettingException refused) {
            add(refused.problems());
            return Optional.empty();
        }
    }

    public List<String> sentences() {
        return new ArrayList<>(sentences);
    }

    /** @throws InvalidSettingException with all problems, if there are any */
    public void refuse() {
        if (!sentences.isEmpty()) {
            throw new InvalidSettingException(sentences());
        }
    }
}
