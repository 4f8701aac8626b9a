package io.latchkey.adapters.persistence.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The database products that are supported. */
public final class Dialects {
    /** Migrations that MariaDB and H2 share. */
    static final String MIGRATIONS = "classpath:io/latchkey/adapters/persistence/migrations";

    private static final List<Dialect> ALL = List.of(new MariaDbDialect(), new H2Dialect());

    private Dialects() {}

    /** The dialect of the product at a JDBC URL. */
    public static Optional<Dialect> ofUrl(String url) {
        return ALL.stream()
                .filter(dialect -> url.startsWith(dialect.urlPrefix()))
                .findFirst();
    }

    /** Whether a JDBC URL names a product whose database several nodes can share. */
    public static boolean isServer(String url) {
        return ofUrl(url).filter(Dialect::isServer).isPresent();
    }

    /** @param reportedName as the driver reports it */
    public static Optional<Dialect> ofProduct(String reportedName) {
        String folded = reportedName.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(dialect -> dialect.isProduct(folded)).findFirst();
    }

    /** All products, for a message. */
    public static String products() {
        return ALL.stream().map(Dialect::product).collect(Collectors.joining(" or "));
    }

    /** How a JDBC URL may begin, for a message. */
    public static String urlPrefixes() {
        return ALL.stream().map(Dialect::urlPrefix).collect(Collectors.joining(" or "));
    }
}
