package io.latchkey.application.admin;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import java.util.function.Function;

/** Who does a deed of administration. */
public sealed interface Actor {
    /** Answers with the function of this case. */
    <R> R fold(
            Function<? super Person, ? extends R> onPerson, Function<? super CommandLine, ? extends R> onCommandLine);

    /** Name of the actor in the audit trail: the id of an account, or {@code command line}. */
    String name();

    /** Where the deed is asked for. */
    ClientOrigin origin();

    /** Somebody who calls with a session or an API credential. */
    record Person(Caller caller, ClientOrigin origin) implements Actor {
        @Override
        public <R> R fold(
                Function<? super Person, ? extends R> onPerson,
                Function<? super CommandLine, ? extends R> onCommandLine) {
            return onPerson.apply(this);
        }

        @Override
        public String name() {
            return caller.user().id().toString();
        }
    }

    /** Whoever can read the settings and the database on the server's machine. They need no role. */
    record CommandLine() implements Actor {
        private static final String NAME = "command line";
        private static final ClientOrigin HERE = new ClientOrigin("127.0.0.1", "127.0.0.1", NAME).forApp(NAME);

        @Override
        public <R> R fold(
                Function<? super Person, ? extends R> onPerson,
                Function<? super CommandLine, ? extends R> onCommandLine) {
            return onCommandLine.apply(this);
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public ClientOrigin origin() {
            return HERE;
        }
    }
}
