package io.latchkey.application.otp.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.UserId;
import java.util.Optional;
import java.util.UUID;

/** What challenges are found by beside their ids: keyed digests, so that the store holds neither code nor address in them. */
public final class ChallengeHandles {
    private final OtpChallengeRepository challenges;
    private final Digester digester;

    public ChallengeHandles(OtpChallengeRepository challenges, Digester digester) {
        this.challenges = challenges;
        this.digester = digester;
    }

    /** The handle of the newest challenge of this purpose for this contact. */
    public UUID ofContact(OtpPurpose purpose, Contact contact) {
        return digester.keyed(
                "challenge by contact\n" + purpose + '\n' + contact.kind().wireName() + ':' + contact.key());
    }

    /** The handle of the newest challenge of this purpose that acts on this account. */
    public UUID ofAccount(OtpPurpose purpose, UserId user) {
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
        if (ref instanceof ChallengeRef.ById byId) {
            return Optional.of(byId.id());
        }
        if (ref instanceof ChallengeRef.ByIdOn byIdOn) {
            return challenges
                    .find(byIdOn.id())
                    .filter(challenge -> challenge.contact().kind() == byIdOn.kind())
                    .map(OtpChallenge::id);
        }
        if (ref instanceof ChallengeRef.ByContact byContact) {
            return challenges.findByHandle(ofContact(byContact.purpose(), byContact.contact()));
        }
        if (ref instanceof ChallengeRef.ByAccount byAccount) {
            return challenges.findByHandle(ofAccount(byAccount.purpose(), byAccount.userId()));
        }
        return challenges.findByHandle(ofCode(((ChallengeRef.ByCode) ref).purpose(), guess));
    }
}
