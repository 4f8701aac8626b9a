package io.latchkey.adapters.persistence.shared;

/** Which product the tables are in: some statements are spelled differently. */
public enum DatabaseKind {
    MARIADB,
    H2;

    /** The statement for this product. */
    public String choose(String onMariaDb, String onH2) {
        return this == MARIADB ? onMariaDb : onH2;
    }
}
