package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.service.DecisionDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Tells the desk of decisions of requests and their answers. */
@ApplicationScoped
public class DecisionWiring {
    @Produces
    @Singleton
    RequestDecisions requestDecisions(DecisionDesk desk) {
        return new Desk(desk, new Clients());
    }

    /** Tells the desk of the calls of clients. Those that the launcher makes before there are any are refused, and of no interest. */
    private record Desk(DecisionDesk desk, Clients clients) implements RequestDecisions {
        @Override
        public void begin() {
            desk.begin();
        }

        @Override
        public void end() {
            desk.end();
        }

        @Override
        public Optional<UUID> answer(Told told) {
            if (!clients.areThere()) {
                return Optional.empty();
            }
            return desk.answer(
                    new DecisionDesk.Answered(told.status(), told.problem(), told.policy(), told.detail()),
                    new Decision.Call("", told.route(), told.door(), told.network()),
                    told.caller());
        }
    }
}
