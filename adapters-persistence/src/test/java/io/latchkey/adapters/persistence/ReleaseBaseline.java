package io.latchkey.adapters.persistence;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What nodes of a release do with their database: the columns they know, what must be unique, and the statements that
 * they send. It is written down at a release, and the next one must serve it.
 *
 * @param columns by {@code table.column}
 * @param unique columns of each key, as {@code table(column,…)}
 * @param statements with placeholders for values
 */
record ReleaseBaseline(Map<String, Shape> columns, Set<String> unique, Set<String> statements) {
    private static final Pattern INSERT =
            Pattern.compile("(?is)^\\s*insert\\s+(?:ignore\\s+)?into\\s+(\\w+)\\s*\\(([^)]*)\\).*");

    /**
     * Shape of a column.
     *
     * @param mayBeLeftOut whether an insert need not name it
     */
    record Shape(String type, int size, boolean mayBeNull, boolean mayBeLeftOut) {
        @Override
        public String toString() {
            return type + ' ' + size + (mayBeNull ? " null" : " required") + (mayBeLeftOut ? " optional" : "");
        }

        static Shape parse(String text) {
            String[] words = text.split(" ", -1);
            return new Shape(words[0], Integer.parseInt(words[1]), words[2].equals("null"), words.length == 4);
        }
    }

    /** The tables as they are now, without statements. */
    static ReleaseBaseline of(DatabaseSettings settings) {
        Map<String, Shape> columns = new TreeMap<>();
        Set<String> unique = new TreeSet<>();
        try (Connection connection = connect(settings)) {
            DatabaseMetaData data = connection.getMetaData();
            for (String table : Tables.NAMES) {
                try (ResultSet rows = data.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
                    while (rows.next()) {
                        boolean mayBeNull = rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable;
                        boolean isOptional = mayBeNull
                                || rows.getString("COLUMN_DEF") != null
                                || rows.getString("IS_AUTOINCREMENT").equals("YES");
                        columns.put(
                                table + '.' + rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                                new Shape(
                                        rows.getString("TYPE_NAME").replace(' ', '_'),
                                        rows.getInt("COLUMN_SIZE"),
                                        mayBeNull,
                                        isOptional));
                    }
                }
                unique.addAll(uniqueKeys(connection, table));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new ReleaseBaseline(columns, unique, Set.of());
    }

    private static Set<String> uniqueKeys(Connection connection, String table) throws SQLException {
        Map<String, List<String>> keys = new HashMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, true, false)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (column != null) {
                    keys.computeIfAbsent(rows.getString("INDEX_NAME"), unused -> new ArrayList<>())
                            .add(column.toLowerCase(Locale.ROOT));
                }
            }
        }
        Set<String> texts = new TreeSet<>();
        keys.values().forEach(columns -> texts.add(table + '(' + String.join(",", columns) + ')'));
        return texts;
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    ReleaseBaseline with(Collection<String> sent) {
        return new ReleaseBaseline(columns, unique, new TreeSet<>(sent));
    }

    static ReleaseBaseline read(Path file) throws IOException {
        ReleaseBaseline read = new ReleaseBaseline(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "column" -> {
                    String[] column = words[1].split(" ", 2);
                    read.columns.put(column[0], Shape.parse(column[1]));
                }
                case "unique" -> read.unique.add(words[1]);
                case "statement" -> read.statements.add(words[1]);
                default -> throw new IllegalStateException(line);
            }
        }
        return read;
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                Stream.of(
                                columns.entrySet().stream()
                                        .map(column -> "column " + column.getKey() + ' ' + column.getValue()),
                                unique.stream().map(key -> "unique " + key),
                                statements.stream().map(sql -> "statement " + sql))
                        .flatMap(lines -> lines)
                        .toList());
    }

    /** What would fail at nodes of this release on a database; empty when they can go on. */
    List<String> breaksOn(DatabaseSettings settings) {
        ReleaseBaseline now = of(settings);
        List<String> breaks = new ArrayList<>();
        columns.forEach((name, before) -> {
            Shape shape = now.columns.get(name);
            if (shape == null) {
                breaks.add(name + " is gone");
            } else if (!shape.type().equals(before.type())
                    || shape.size() < before.size()
                    || before.mayBeNull() && !shape.mayBeNull()
                    || before.mayBeLeftOut() && !shape.mayBeLeftOut()) {
                breaks.add(name + " was " + before + " and is " + shape);
            }
        });
        Set<String> tables = new TreeSet<>();
        columns.keySet().forEach(name -> tables.add(tableOf(name)));
        now.columns.forEach((name, shape) -> {
            if (!columns.containsKey(name) && tables.contains(tableOf(name)) && !shape.mayBeLeftOut()) {
                breaks.add(name + " is new and required");
            }
        });
        now.unique.stream()
                .filter(key -> !unique.contains(key) && tables.contains(key.substring(0, key.indexOf('('))))
                .forEach(key -> breaks.add(key + " must be unique now"));
        breaks.addAll(refusedStatements(settings));
        return breaks;
    }

    private static String tableOf(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    private List<String> refusedStatements(DatabaseSettings settings) {
        List<String> refused = new ArrayList<>();
        try (Connection connection = connect(settings)) {
            for (String sql : statements) {
                try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                    // A driver may put the statement off until something is asked about it.
                    ParameterMetaData unused = prepared.getParameterMetaData();
                } catch (SQLException failed) {
                    refused.add(sql + ": " + failed.getMessage());
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return refused;
    }

    /** Inserts of this release that leave out what its own tables require. There are none, or the baseline is wrong. */
    List<String> incompleteInserts() {
        List<String> incomplete = new ArrayList<>();
        for (String sql : statements) {
            Matcher insert = INSERT.matcher(sql);
            if (insert.matches()) {
                String table = insert.group(1).toLowerCase(Locale.ROOT);
                List<String> named = Stream.of(insert.group(2).split(","))
                        .map(column -> column.strip().toLowerCase(Locale.ROOT))
                        .toList();
                columns.forEach((name, shape) -> {
                    if (tableOf(name).equals(table)
                            && !shape.mayBeLeftOut()
                            && !named.contains(name.substring(table.length() + 1))) {
                        incomplete.add(name + " in " + sql);
                    }
                });
            }
        }
        return incomplete;
    }

    /** The same data source, which tells every statement that is prepared. */
    static DataSource telling(DataSource source, Consumer<String> listener) {
        return told(DataSource.class, source, listener);
    }

    private static <T> T told(Class<T> type, T target, Consumer<String> listener) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        listener.accept(String.valueOf(arguments[0]).strip().replaceAll("\\s+", " "));
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return answer instanceof Connection connection
                                ? told(Connection.class, connection, listener)
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
