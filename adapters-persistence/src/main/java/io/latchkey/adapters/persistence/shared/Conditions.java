package io.latchkey.adapters.persistence.shared;

import java.util.ArrayList;
import java.util.List;

/** Conditions of a search that hold together, with their parameters. */
public final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    public void and(String term, Object... values) {
        terms.add(term);
        parameters.addAll(List.of(values));
    }

    /** The clause; empty text without conditions. */
    public String where() {
        return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
    }

    /** The parameters, and one more. */
    public Object[] with(int most) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(most);
        return all.toArray();
    }
}
