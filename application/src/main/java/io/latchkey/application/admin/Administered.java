package io.latchkey.application.admin;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.throttle.TooSoon;
import java.util.function.Function;

/**
 * What became of a deed of administration.
 *
 * @param <T> what it brings about
 */
public sealed interface Administered<T> {
    /** One function for each case. */
    interface Cases<T, R> {
        R done(T result);

        R denied(Denial why);

        R missing();

        R overtaken();

        R faulty(AccountFault fault);

        R impossible(Obstacle obstacle);

        R refused(TooSoon why);
    }

    /** Answers each case by its own function. */
    <R> R answer(Cases<T, R> cases);

    /** The same outcome, with what a function makes of the result. */
    default <R> Administered<R> map(Function<? super T, ? extends R> change) {
        return answer(new Cases<T, Administered<R>>() {
            @Override
            public Administered<R> done(T result) {
                return new Done<>(change.apply(result));
            }

            @Override
            public Administered<R> denied(Denial why) {
                return new Denied<>(why);
            }

            @Override
            public Administered<R> missing() {
                return new Missing<>();
            }

            @Override
            public Administered<R> overtaken() {
                return new Overtaken<>();
            }

            @Override
            public Administered<R> faulty(AccountFault fault) {
                return new Faulty<>(fault);
            }

            @Override
            public Administered<R> impossible(Obstacle obstacle) {
                return new Impossible<>(obstacle);
            }

            @Override
            public Administered<R> refused(TooSoon why) {
                return new Refused<>(why);
            }
        });
    }

    /** It is done. */
    record Done<T>(T result) implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.done(result);
        }
    }

    /** The actor may not do it. */
    record Denied<T>(Denial why) implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.denied(why);
        }
    }

    /** Nothing of this kind has the id. */
    record Missing<T>() implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.missing();
        }
    }

    /** The account is of another version than the actor has seen. */
    record Overtaken<T>() implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.overtaken();
        }
    }

    /** A name or contact belongs to somebody else. */
    record Faulty<T>(AccountFault fault) implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.faulty(fault);
        }
    }

    /** The account stands in the way. */
    record Impossible<T>(Obstacle obstacle) implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.impossible(obstacle);
        }
    }

    /** A limit refuses the message that the deed sends. */
    record Refused<T>(TooSoon why) implements Administered<T> {
        @Override
        public <R> R answer(Cases<T, R> cases) {
            return cases.refused(why);
        }
    }
}
