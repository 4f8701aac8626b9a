package io.latchkey.adapters.persistence.shared;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL with named parameters, such as {@code :id}. One name may stand in several places. */
public final class NamedSql {
    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]\\w*)");

    private final String sql;
    private final List<String> names;

    public NamedSql(String sql) {
        this.names = PARAMETER
                .matcher(sql)
                .results()
                .map((MatchResult parameter) -> parameter.group(1))
                .toList();
        this.sql = PARAMETER.matcher(sql).replaceAll("?");
    }

    /** The statement with question marks. */
    String sql() {
        return sql;
    }

    /** The values in the order of the question marks. */
    @Nullable
    Object[] arrange(Map<String, Object> values) {
        return names.stream()
                .map(name -> Objects.requireNonNull(values.get(name), name))
                .toArray();
    }
}
