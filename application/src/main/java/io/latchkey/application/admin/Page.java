package io.latchkey.application.admin;

import java.util.List;
import java.util.Optional;

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
}
