package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Connects to MariaDB, and asks it once for the plan of each statement with the values of its first use. */
final class ExplainingDataSource {
    private static final long MOST_SHOWN = 2_000;

    private final DatabaseSettings settings;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Step>> plans = new ConcurrentHashMap<>();
    private volatile boolean explains;

    ExplainingDataSource(DatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * A table in a plan.
     *
     * @param access such as {@code const}, {@code range}, or {@code ALL} for a scan
     * @param index empty text for none
     * @param rows rows that the server expects to read
     */
    record Step(String table, String access, String index, long rows) {
        /** Whether a table or a whole index is read, and more of it than a list shows. */
        boolean isScan() {
            boolean isOfAll = access.equals("ALL") || access.equals("index");
            return isOfAll && !table.startsWith("<") && rows > MOST_SHOWN;
        }
    }

    /** The plans of all statements so far, by SQL. */
    Map<String, List<Step>> plans() {
        return new TreeMap<>(plans);
    }

    /** The plans of the statements of one piece of work, by SQL. */
    Map<String, List<Step>> plansOf(Runnable work) {
        plans.clear();
        asked.clear();
        explains = true;
        try {
            work.run();
        } finally {
            explains = false;
        }
        return plans();
    }

    /** Asks for plans from now on. */
    void explain() {
        explains = true;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> switch (method.getName()) {
            case "getConnection" -> explained(connect());
            case "getLoginTimeout" -> 0;
            default -> null;
        });
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    private Connection explained(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object answer = method.invoke(connection, arguments);
            return method.getName().equals("prepareStatement") && answer instanceof PreparedStatement statement
                    ? explained(statement, String.valueOf(arguments[0]))
                    : answer;
        });
    }

    private PreparedStatement explained(PreparedStatement statement, String sql) {
        List<Object[]> bindings = new ArrayList<>();
        List<Method> setters = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length == 2) {
                setters.add(method);
                bindings.add(arguments);
            } else if (method.getName().startsWith("execute")
                    && explains
                    && asked.add(sql)
                    && !isInsertionOfValues(sql)) {
                explain(sql, setters, bindings);
            }
            return method.invoke(statement, arguments);
        });
    }

    /** Rows that are given read no table, and the server explains no compound statement. */
    private static boolean isInsertionOfValues(String sql) {
        return sql.matches("BEGIN NOT ATOMIC (INSERT INTO \\w+ \\([\\w, ]+\\) VALUES \\([?, ]+\\); )+END");
    }

    private void explain(String sql, List<Method> setters, List<Object[]> bindings)
            throws SQLException, ReflectiveOperationException {
        try (Connection connection = connect();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 0; i < setters.size(); i++) {
                setters.get(i).invoke(explain, bindings.get(i));
            }
            List<Step> steps = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    String access = rows.getString("type");
                    String table = rows.getString("table");
                    if (access != null && table != null) {
                        String index = rows.getString("key");
                        steps.add(new Step(table, access, index == null ? "" : index, rows.getLong("rows")));
                    }
                }
            }
            plans.put(sql.strip().replaceAll("\\s+", " "), steps);
        }
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.handle(method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
