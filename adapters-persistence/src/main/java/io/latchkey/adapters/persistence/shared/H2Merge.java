package io.latchkey.adapters.persistence.shared;

import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/** Runs a {@code MERGE} on H2, which reports a row that another transaction inserted meanwhile as a duplicate. */
public final class H2Merge {
    private static final int MOST_RETRIES = 5;

    private H2Merge() {}

    /** Runs it again after such a report: the next try finds the row. */
    public static <T> T run(Supplier<T> merge) {
        for (int retries = 0; ; retries++) {
            try {
                return merge.get();
            } catch (ConstraintViolationException insertedMeanwhile) {
                if (retries == MOST_RETRIES) {
                    throw insertedMeanwhile;
                }
            }
        }
    }
}
