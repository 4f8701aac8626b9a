package io.latchkey.application.otp;

import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;

/** Use case: send a code. The outcome is exact; whoever must not tell what came of it says less. */
public interface SendCodeUseCase {
    CodeSending send(SendCodeCommand command);

    /** Outcome of sending. */
    sealed interface CodeSending {
        /** One function for each case. */
        interface Cases<R> {
            R sent(Sent sent);

            R unknownAccount(UnknownAccount unknownAccount);

            R noSuchContact(NoSuchContact noSuchContact);

            R contactTaken(ContactTaken contactTaken);

            R notDelivered(NotDelivered notDelivered);

            R channelNotOffered(ChannelNotOffered channelNotOffered);

            R refused(Refused refused);
        }

        /** Answers each case by its own function. */
        <R> R answer(Cases<R> cases);

        /** The challenge stands; one for a contact nobody has looks the same and never verifies. */
        record Sent(IssuedChallenge challenge) implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.sent(this);
            }
        }

        /** No active account is meant. */
        record UnknownAccount() implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.unknownAccount(this);
            }
        }

        /** The account has no verified contact of that kind. */
        record NoSuchContact() implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.noSuchContact(this);
            }
        }

        /** An account has verified the contact that was to be a newcomer's. */
        record ContactTaken() implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.contactTaken(this);
            }
        }

        /** The first try to deliver failed; the challenge is void and nothing is tried again. */
        record NotDelivered() implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.notDelivered(this);
            }
        }

        /** @param offered the channels of which the requester may choose one; none where the contact is hidden from it */
        record ChannelNotOffered(List<Channel> offered) implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.channelNotOffered(this);
            }
        }

        /** @param until when the same call is admitted */
        record Refused(TooSoon why, Instant until) implements CodeSending {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.refused(this);
            }
        }
    }
}
