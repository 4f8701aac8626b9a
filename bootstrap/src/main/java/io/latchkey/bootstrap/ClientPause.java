package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.concealment.AnswerPause;
import io.latchkey.adapters.sms.dispatch.StoppablePause;
import java.time.Duration;

/** Lets answers to clients wait. Those to the calls that the launcher makes before there are any need not. */
final class ClientPause implements AnswerPause {
    private final StoppablePause pause = new StoppablePause();
    private final Clients clients = new Clients();

    @Override
    public void pause(Duration duration) {
        if (clients.areThere()) {
            pause.pause(duration);
        }
    }
}
