package io.latchkey.bootstrap.administration;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.throttle.TooSoon;

/**
 * Passes on what was done, and says in one sentence why something was not.
 *
 * @param suffix what each sentence ends with; empty for nothing
 * @param <T> what was done
 */
public record Told<T>(String suffix) implements Administered.Cases<T, T> {
    private NotDoneException not(String sentence) {
        return NotDoneException.because(sentence + suffix);
    }

    @Override
    public T done(T result) {
        return result;
    }

    @Override
    public T denied(Denial why) {
        throw not(
                switch (why) {
                    case NO_REASON -> "This needs --reason.";
                    case NO_ROLE, ONE_FACTOR, SIGN_IN_TOO_OLD -> "This is not allowed here.";
                });
    }

    @Override
    public T missing() {
        throw not("Nothing has this id.");
    }

    @Override
    public T overtaken() {
        throw not("Somebody else changed the account meanwhile; try again.");
    }

    @Override
    public T faulty(AccountFault fault) {
        throw not("The username or contact belongs to another account.");
    }

    @Override
    public T impossible(Obstacle obstacle) {
        throw not(
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
    public T refused(TooSoon why) {
        throw not(
                "A limit refuses the message; try again in " + why.retryAfter().toSeconds() + " seconds.");
    }
}
