package io.latchkey.adapters.rest.decision;

import io.latchkey.adapters.rest.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/** Is told of each request and of its answer, and names the decision behind a refusal. */
public interface RequestDecisions {
    /** A request begins on this thread. */
    void begin();

    /** The request of this thread is over. */
    void end();

    /**
     * The request of this thread is answered. Called once for each answer, before it is written.
     *
     * @return id of the decision when the answer is a refusal
     */
    Optional<UUID> answer(Told told);

    /**
     * How a request is answered.
     *
     * @param status HTTP status
     * @param problem name of the problem; of an answer that is a refusal, not empty
     * @param policy the limit that the problem names
     * @param detail what the problem says, which never repeats what the caller sent
     * @param route method and path of the route; empty when none was found
     * @param door {@code native}, the name of a face, or where else the request came in
     * @param network the client's network; empty when it is not known
     * @param caller id of the account that calls
     */
    record Told(
            int status,
            String problem,
            Optional<String> policy,
            Optional<String> detail,
            String route,
            String door,
            String network,
            Optional<UUID> caller) {
        /** A refusal where no route was found. */
        static Told of(Problem problem, String door, String network) {
            return new Told(
                    problem.status(),
                    problem.name(),
                    problem.policy(),
                    problem.reason(),
                    "",
                    door,
                    network,
                    Optional.empty());
        }
    }

    /**
     * The problem with the id of the decision behind it, in its body and in its header fields.
     *
     * @param network the client's network
     */
    default Problem explain(Problem problem, String door, String network) {
        return answer(Told.of(problem, door, network))
                .map(id -> problem.decided(id.toString()))
                .orElse(problem);
    }
}
