package io.latchkey.application.shared;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Why one call was decided as it was. People are named by ids and keyed digests alone.
 *
 * @param id random
 * @param findings what the rules saw, in the order they were asked in; at least one
 */
public record Decision(UUID id, Instant at, Call call, Answer answer, Whom whom, List<Finding> findings) {
    /** What became of the call. */
    public enum Outcome {
        /** It was refused, or nothing was sent although the caller was told otherwise. */
        REFUSED,
        /** It shut something: later calls are refused. */
        LOCKED,
        /** A message was promised. */
        SENT
    }

    /**
     * What was asked for.
     *
     * @param deed name of the use case, such as {@code send code}; empty when the call was refused before any
     * @param route method and path of the route, with the names of its variables; empty when no route was found
     * @param door {@code native}, the name of a face, or where else the call came in
     * @param network the client's IPv4 address, or the /64 of its IPv6 address; empty when it is not known
     */
    public record Call(String deed, String route, String door, String network) {}

    /**
     * What the caller was told.
     *
     * @param status HTTP status; 0 when there was no answer over HTTP
     * @param problem name of the problem; empty when there was none
     * @param winner name of the rule that decided
     */
    public record Answer(Outcome outcome, int status, String problem, String winner) {}

    /**
     * Whom it was about, as far as known.
     *
     * @param user id of the account
     * @param subject keyed digest of the contact or login, as the audit trail has it
     * @param message id of the message that was promised
     */
    public record Whom(Optional<UUID> user, Optional<UUID> subject, Optional<UUID> message) {}
}
