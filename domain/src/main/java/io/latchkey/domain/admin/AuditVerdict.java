package io.latchkey.domain.admin;

import java.util.function.Function;

/** What a look at the whole audit store found. */
public sealed interface AuditVerdict {
    /** Answers with the function of this case. */
    <R> R fold(Function<? super Intact, ? extends R> onIntact, Function<? super Broken, ? extends R> onBroken);

    /** Nothing was altered, and nothing is missing. */
    record Intact(long entries, long checkpoints) implements AuditVerdict {
        @Override
        public <R> R fold(
                Function<? super Intact, ? extends R> onIntact, Function<? super Broken, ? extends R> onBroken) {
            return onIntact.apply(this);
        }
    }

    /** The first entry that is not as it was. */
    record Broken(long number, Fault fault) implements AuditVerdict {
        @Override
        public <R> R fold(
                Function<? super Intact, ? extends R> onIntact, Function<? super Broken, ? extends R> onBroken) {
            return onBroken.apply(this);
        }
    }

    /** What is wrong with an entry. */
    enum Fault {
        /** It says something else than it did, or was put in. */
        ALTERED,
        /** It is not there. */
        MISSING,
        /** Everything up to it was made anew: its checkpoint says something else. */
        REWRITTEN,
        /** Its checkpoint is not signed by this service. */
        UNSIGNED
    }
}
