package io.latchkey.application.otp.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Optional;
import java.util.UUID;

/** What challenges are found by beside their ids: keyed digests, so that the store holds neither code nor address in them. */
public final class ChallengeHandles {
    private final OtpChallengeRepository challenges;
    private final UserRepository users;
    private final Digester digester;

    public ChallengeHandles(OtpChallengeRepository challenges, UserRepository users, Digester digester) {
        this.challenges = challenges;
        this.users = users;
        this.digester = digester;
    }

    /** The handle of the newest challenge of this purpose for this contact. */
    public UUID ofContact(OtpPurpose purpose, Contact contact) {
        return digester.keyed(
                "challenge by contact\n" + purpose + '\n' + contact.kind().wireName() + ':' + contact.key());
    }

    UUID ofContact(CodeOrder order) {
        return ofContact(order.purpose(), order.contact());
    }

    /** @throws IllegalArgumentException when the code acts on no account */
    UUID ofAccount(CodeOrder order) {
        if (order.userId() == null) {
            throw new IllegalArgumentException("a look-up by account needs one");
        }
        return ofAccount(order.purpose(), order.userId());
    }

    UUID ofAccount(OtpPurpose purpose, UserId user) {
        return digester.keyed("challenge by account\n" + purpose + '\n' + user);
    }

    UUID ofCode(OtpPurpose purpose, OtpCode code) {
        return digester.keyed("challenge by code\n" + purpose + '\n' + code.value());
    }

    /**
     * The challenge a caller means.
     *
     * @param guess the code it types
     */
    public Optional<OtpChallengeId> find(ChallengeRef ref, OtpCode guess) {
        return ref.answer(new Finding(guess));
    }

    private final class Finding implements ChallengeRef.Cases<Optional<OtpChallengeId>> {
        private final OtpCode guess;

        Finding(OtpCode guess) {
            this.guess = guess;
        }

        @Override
        public Optional<OtpChallengeId> byId(ChallengeRef.ById byId) {
            return Optional.of(byId.id());
        }

        @Override
        public Optional<OtpChallengeId> byIdOn(ChallengeRef.ByIdOn byIdOn) {
            return challenges
                    .find(byIdOn.id())
                    .filter(challenge -> challenge.contact().kind() == byIdOn.kind())
                    .map(OtpChallenge::id);
        }

        @Override
        public Optional<OtpChallengeId> byContact(ChallengeRef.ByContact byContact) {
            return challenges.findByHandle(ofContact(byContact.purpose(), byContact.contact()));
        }

        @Override
        public Optional<OtpChallengeId> byOwnContact(ChallengeRef.ByOwnContact own) {
            return users.find(own.userId())
                    .filter(User::isActive)
                    .flatMap(user -> user.verifiedContact(own.kind()))
                    .flatMap(contact -> challenges.findByHandle(ofContact(own.purpose(), contact)));
        }

        @Override
        public Optional<OtpChallengeId> byAccount(ChallengeRef.ByAccount byAccount) {
            return challenges.findByHandle(ofAccount(byAccount.purpose(), byAccount.userId()));
        }

        @Override
        public Optional<OtpChallengeId> byCode(ChallengeRef.ByCode byCode) {
            return challenges.findByHandle(ofCode(byCode.purpose(), guess));
        }
    }
}
