package io.latchkey.application.otp;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.UserId;

/**
 * How a caller names a challenge. All but those with an id name the newest challenge of their kind, and only where it was sent to be found so
 * ({@link SendCodeCommand#lookup}).
 */
public sealed interface ChallengeRef {
    /** One function for each case. */
    interface Cases<R> {
        R byId(ById byId);

        R byIdOn(ByIdOn byIdOn);

        R byContact(ByContact byContact);

        R byOwnContact(ByOwnContact byOwnContact);

        R byAccount(ByAccount byAccount);

        R byCode(ByCode byCode);
    }

    /** Answers each case by its own function. */
    <R> R answer(Cases<R> cases);

    /** The challenge of this id. */
    record ById(OtpChallengeId id) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byId(this);
        }
    }

    /** The challenge of this id, if its code went to a contact of this kind. */
    record ByIdOn(OtpChallengeId id, ContactKind kind) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byIdOn(this);
        }
    }

    /** The challenge whose code went to this contact. */
    record ByContact(OtpPurpose purpose, Contact contact) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byContact(this);
        }
    }

    /** The challenge whose code went to this contact of an account. */
    record ByOwnContact(OtpPurpose purpose, UserId userId, OwnContact which) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byOwnContact(this);
        }
    }

    /** The challenge that acts on this account. */
    record ByAccount(OtpPurpose purpose, UserId userId) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byAccount(this);
        }
    }

    /** The challenge whose code is the one that is typed; no wrong guess can be counted on it. */
    record ByCode(OtpPurpose purpose) implements ChallengeRef {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.byCode(this);
        }
    }
}
