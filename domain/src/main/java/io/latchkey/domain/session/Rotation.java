package io.latchkey.domain.session;

import java.util.function.Function;

/** Decision about a genuine refresh token (RFC 9700 §4.14.2). */
public sealed interface Rotation {
    /** Answers with the function of this case. */
    <R> R fold(
            Function<? super Rotated, ? extends R> onRotated,
            Function<? super Repeated, ? extends R> onRepeated,
            Function<? super Reused, ? extends R> onReused,
            Function<? super Ended, ? extends R> onEnded);

    /**
     * The token is replaced.
     *
     * @param next the session with the next generation; to be saved only if its stored generation has not changed
     *     meanwhile
     */
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
     * The token was replaced a moment ago, by a second tab or by an answer that was lost. The same successor is given
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
     * The token was replaced long ago. Two parties hold tokens of one session, so the session ends for both.
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
