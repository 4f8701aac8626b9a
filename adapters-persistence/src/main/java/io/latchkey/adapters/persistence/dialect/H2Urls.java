package io.latchkey.adapters.persistence.dialect;

import java.nio.file.Path;

/** URLs of H2 databases. They stand apart from the dialect, so that a command line can use them without Hibernate. */
public final class H2Urls {
    private static final String OPTIONS = ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE";

    private H2Urls() {}

    /**
     * URL of a database in a file. A commit is in the file before it is answered, so that the death of the process loses none; not every
     * version of H2 keeps that where several commit at once. The file grows by some kilobytes with each commit, and gives them back after
     * H2's retention time of 45 seconds.
     *
     * @param file path without the ending {@code .mv.db}
     */
    public static String fileUrl(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS + ";WRITE_DELAY=0;FILE_LOCK=FS";
    }

    /** URL of a database in memory. It is gone when its last connection closes. */
    public static String memoryUrl(String name) {
        return "jdbc:h2:mem:" + name + OPTIONS;
    }
}
