package io.latchkey.adapters.persistence.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The supported database products. */
public final class Dialects {
    /** Migrations that MariaDB and H2 share. */
    static final String MIGRATIONS = "classpath:io/latchkey/adapters/persistence/migrations";

    private static final List<Dialect> ALL = List.of(new MariaDbDialect(), new H2Dialect());

    private Dialects() {}

    /** The dialect of the product that a JDBC URL names. */
    public static Optional<Dialect> ofUrl(String url) {
        return ALL.stream()
                .filter(dialect -> url.startsWith(dialect.urlPrefix()))
                .findFirst();
    }

    /** Whether a JDBC URL names a product whose database several nodes can share. */
    public static boolean isServer(String url) {
        return ofUrl(url).filter(Dialect::isServer).isPresent();
    }

    /**
     * The dialect of the product with this name.
     *
     * @param reportedName the driver's name of the product, in any case
     */
    public static Optional<Dialect> ofProduct(String reportedName) {
        String folded = reportedName.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(dialect -> dialect.isProduct(folded)).findFirst();
    }

    /** Names of all products, for a message. */
    public static String products() {
        return ALL.stream().map(Dialect::product).collect(Collectors.joining(" or "));
    }

    /** First characters of all supported JDBC URLs, for a message. */
    public static String urlPrefixes() {
        return ALL.stream().map(Dialect::urlPrefix).collect(Collectors.joining(" or "));
    }
}
