package io.latchkey.application.ticket;

import io.latchkey.application.shared.ClientOrigin;
import java.util.Set;

/**
 * A client that wants to use a validation. It earned the validation when it shows its token, or when it calls from the
 * network that the code came from.
 *
 * @param network network of the call; see {@link ClientOrigin#network}
 * @param tokens tokens of validations, as far as the client shows any
 */
public record TicketHolder(String network, Set<String> tokens) {
    /** A client that shows these tokens. */
    public static TicketHolder of(ClientOrigin origin, Set<String> tokens) {
        return new TicketHolder(origin.network(), Set.copyOf(tokens));
    }

    @Override
    public String toString() {
        return "TicketHolder[" + tokens.size() + " tokens]";
    }
}
