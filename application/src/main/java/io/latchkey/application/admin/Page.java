package io.latchkey.application.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next part begins; empty at the end
 */
public record Page<T>(List<T> items, Optional<Position> next) {
    /** The most items that anybody asks for at once. */
    public static final int MOST = 200;

    /** A place in a sorted list, after an item: what the item is sorted by, and its id. */
    public record Position(String key, String id) {}

    /**
     * Makes a page of items that were found. One more than asked for tells that there is a next page.
     *
     * @param most the most items that were asked for
     * @param position tells the place of an item
     */
    public static <T> Page<T> of(List<T> found, int most, Function<T, Position> position) {
        List<T> shown = found.subList(0, Math.min(most, found.size()));
        return new Page<>(
                shown, found.size() > most ? Optional.of(position.apply(shown.get(most - 1))) : Optional.empty());
    }

    /** The same page of other items. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
