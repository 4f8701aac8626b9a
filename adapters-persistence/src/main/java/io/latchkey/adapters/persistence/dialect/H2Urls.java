package io.latchkey.adapters.persistence.dialect;

import java.nio.file.Path;

/** URLs of H2 databases. They stand apart from the dialect, so that a command line can use them without Hibernate. */
public final class H2Urls {
    private static final String OPTIONS = ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";

    private H2Urls() {}

    /**
     * URL of a database in a file. When the process dies, at most the commits of the last 20 ms are lost. Without that
     * write delay the file grows by tens of kilobytes with each commit.
     *
     * @param file path without the ending {@code .mv.db}
     */
    public static String fileUrl(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS + ";WRITE_DELAY=20;FILE_LOCK=FS";
    }

    /** URL of a database in memory. It is gone when its last connection closes. */
    public static String memoryUrl(String name) {
        return "jdbc:h2:mem:" + name + OPTIONS;
    }
}
