package io.latchkey.domain.session;

import java.util.function.Function;

/** What a genuine refresh token brings about (RFC 9700 §4.14.2). */
public sealed interface Rotation {
    /** Answers by case. */
    <R> R fold(
            Function<? super Rotated, ? extends R> onRotated,
            Function<? super Repeated, ? extends R> onRepeated,
            Function<? super Reused, ? extends R> onReused,
            Function<? super Ended, ? extends R> onEnded);

    /** @param next the session one generation on; to be saved only if nobody else moved it meanwhile */
    record Rotated(Session next) implements Rotation {
        @Override
        public <R> R fold(
                Function<? super Rotated, ? extends R> onRotated,
                Function<? super Repeated, ? extends R> onRepeated,
                Function<? super Reused, ? extends R> onReused,
                Function<? super Ended, ? extends R> onEnded) {
            return onRotated.apply(this);
        }
    }

    /**
     * The token was replaced a moment ago: a second tab, or an answer lost on the way. The same successor is given
     * again.
     *
     * @param current the session as it stands
     */
    record Repeated(Session current) implements Rotation {
        @Override
        public <R> R fold(
                Function<? super Rotated, ? extends R> onRotated,
                Function<? super Repeated, ? extends R> onRepeated,
                Function<? super Reused, ? extends R> onReused,
                Function<? super Ended, ? extends R> onEnded) {
            return onRepeated.apply(this);
        }
    }

    /**
     * The token was replaced long ago: two parties hold tokens of one session, and it ends for both.
     *
     * @param ended the session, over
     */
    record Reused(Session ended) implements Rotation {
        @Override
        public <R> R fold(
                Function<? super Rotated, ? extends R> onRotated,
                Function<? super Repeated, ? extends R> onRepeated,
                Function<? super Reused, ? extends R> onReused,
                Function<? super Ended, ? extends R> onEnded) {
            return onReused.apply(this);
        }
    }

    /** The session is over already. */
    record Ended() implements Rotation {
        @Override
        public <R> R fold(
                Function<? super Rotated, ? extends R> onRotated,
                Function<? super Repeated, ? extends R> onRepeated,
                Function<? super Reused, ? extends R> onReused,
                Function<? super Ended, ? extends R> onEnded) {
            return onEnded.apply(this);
        }
    }
}
