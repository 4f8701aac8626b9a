package io.latchkey.bootstrap;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.throttle.TooSoon;
import java.io.PrintStream;
import java.util.function.Predicate;

/** Passes on what was done, and prints why something was not; answers whether it was. */
final class Told<T> implements Administered.Cases<T, Boolean> {
    private final PrintStream out;
    private final Predicate<T> onDone;

    /** @param onDone takes what was done, and answers whether that is well */
    Told(PrintStream out, Predicate<T> onDone) {
        this.out = out;
        this.onDone = onDone;
    }

    private boolean not(String sentence) {
        out.println(sentence);
        return false;
    }

    @Override
    public Boolean done(T result) {
        return onDone.test(result);
    }

    @Override
    public Boolean denied(Denial why) {
        return not(
                switch (why) {
                    case NO_REASON -> "This needs --reason.";
                    case NO_ROLE, ONE_FACTOR, SIGN_IN_TOO_OLD -> "This is not allowed here.";
                });
    }

    @Override
    public Boolean missing() {
        return not("Nothing has this id.");
    }

    @Override
    public Boolean overtaken() {
        return not("Somebody else changed the account meanwhile; try again.");
    }

    @Override
    public Boolean faulty(AccountFault fault) {
        return not("The username or contact belongs to another account.");
    }

    @Override
    public Boolean impossible(Obstacle obstacle) {
        return not(
                switch (obstacle) {
                    case OWN_ACCOUNT -> "Nobody does this to the own account.";
                    case LAST_ADMINISTRATOR -> "Nobody would be left who administers.";
                    case NOT_ACTIVE -> "The account is not active.";
                    case NOT_DISABLED -> "The account is not disabled, or is being deleted.";
                    case BEING_DELETED -> "The account is being deleted already.";
                    case NOT_BEING_DELETED -> "The account is not being deleted.";
                    case NO_CONTACT -> "The account has no verified contact.";
                    case CONTACT_CLOSED ->
                        "Nothing was sent: the contact is suppressed; \"suppression lift\" opens it again.";
                });
    }

    @Override
    public Boolean refused(TooSoon why) {
        return not(
                "A limit refuses the message; try again in " + why.retryAfter().toSeconds() + " seconds.");
    }
}
