package io.latchkey.application.otp.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
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

    /** The handle of the newest challenge of this purpose for this contact that strangers asked for. */
    public UUID ofContact(OtpPurpose purpose, Contact contact) {
        return ofContact(purpose, contact, Lane.STRANGERS);
    }

    private UUID ofContact(OtpPurpose purpose, Contact contact, UUID device) {
        return of("challenge by contact\n" + purpose + '\n' + contact.kind().wireName() + ':' + contact.key(), device);
    }

    UUID ofContact(CodeOrder order, ClientOrigin origin) {
        return ofContact(order.purpose(), order.contact(), device(order, origin));
    }

    /** @throws IllegalArgumentException when the code acts on no account */
    UUID ofAccount(CodeOrder order, ClientOrigin origin) {
        if (order.userId() == null) {
            throw new IllegalArgumentException("a look-up by account needs one");
        }
        return ofAccount(order.purpose(), order.userId(), device(order, origin));
    }

    private UUID ofAccount(OtpPurpose purpose, UserId user, UUID device) {
        return of("challenge by account\n" + purpose + '\n' + user, device);
    }

    UUID ofCode(OtpPurpose purpose, OtpCode code, UUID device) {
        return of("challenge by code\n" + purpose + '\n' + code.value(), device);
    }

    /** Each known device finds what it asked for itself, and no stranger does. */
    private UUID of(String what, UUID device) {
        return digester.keyed(device.equals(Lane.STRANGERS) ? what : what + "\non device " + device);
    }

    private static UUID device(CodeOrder order, ClientOrigin origin) {
        return order.deviceAt(origin).orElse(Lane.STRANGERS);
    }

    /**
     * The challenge a caller means. A known device means what it asked for itself, and only without that what a stranger asked for.
     *
     * @param guess the code it types
     */
    public Optional<OtpChallengeId> find(ChallengeRef ref, OtpCode guess, ClientOrigin origin) {
        return findOwn(ref, guess, origin).or(() -> ref.answer(new Finding(guess, Lane.STRANGERS)));
    }

    /** The challenge that the caller's known device asked for itself. */
    public Optional<OtpChallengeId> findOwn(ChallengeRef ref, OtpCode guess, ClientOrigin origin) {
        return origin.known().flatMap(device -> ref.answer(new Finding(guess, device.id())));
    }

    private final class Finding implements ChallengeRef.Cases<Optional<OtpChallengeId>> {
        private final OtpCode guess;
        private final UUID device;

        Finding(OtpCode guess, UUID device) {
            this.guess = guess;
            this.device = device;
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
            return challenges.findByHandle(ofContact(byContact.purpose(), byContact.contact(), device));
        }

        @Override
        public Optional<OtpChallengeId> byOwnContact(ChallengeRef.ByOwnContact own) {
            return users.find(own.userId())
                    .filter(User::isActive)
                    .flatMap(user -> user.contact(own.which()))
                    .filter(contact -> !own.which().isFormer()
                            || users.findByLogin(new LoginName.ByContact(contact))
                                    .isEmpty())
                    .flatMap(contact -> challenges.findByHandle(ofContact(own.purpose(), contact, device)));
        }

        @Override
        public Optional<OtpChallengeId> byAccount(ChallengeRef.ByAccount byAccount) {
            return challenges.findByHandle(ofAccount(byAccount.purpose(), byAccount.userId(), device));
        }

        @Override
        public Optional<OtpChallengeId> byCode(ChallengeRef.ByCode byCode) {
            return challenges.findByHandle(ofCode(byCode.purpose(), guess, device));
        }
    }
}
