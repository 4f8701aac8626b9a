package io.latchkey.application.otp;

import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import java.util.List;

/** Use case: send the code of a challenge again, or the next one, as its policy says. */
public interface ResendCodeUseCase {
    CodeResending resend(ResendCodeCommand command);

    /** Outcome of sending again. */
    sealed interface CodeResending {
        /** One function for each case. */
        interface Cases<R> {
            R sent(Sent sent);

            R notDelivered(NotDelivered notDelivered);

            R usedUp(UsedUp usedUp);

            R channelNotOffered(ChannelNotOffered channelNotOffered);

            R refused(Refused refused);

            R over(Over over);
        }

        /** Answers each case by its own function. */
        <R> R answer(Cases<R> cases);

        record Sent(IssuedChallenge challenge) implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.sent(this);
            }
        }

        /** The first try to deliver failed and is not repeated; the challenge stays as good as it was. */
        record NotDelivered() implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.notDelivered(this);
            }
        }

        /** @param offered the channels of which the requester may choose one; none where the contact is hidden from it */
        record ChannelNotOffered(List<Channel> offered) implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.channelNotOffered(this);
            }
        }

        /** The challenge has caused as many messages as it may; only a new one sends more. */
        record UsedUp() implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.usedUp(this);
            }
        }

        /** Too early, or too much for the destination. */
        record Refused(TooSoon why) implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.refused(this);
            }
        }

        /** Nothing can be sent for this challenge any more. */
        record Over(RefusalReason reason) implements CodeResending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.over(this);
            }
        }
    }
}
