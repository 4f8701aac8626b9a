package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;

/** What became of a message that sets a password. */
final class SentAnswer implements CodeSending.Cases<Administered<UserRecord>> {
    private final UserRecord account;

    SentAnswer(UserRecord account) {
        this.account = account;
    }

    @Override
    public Administered<UserRecord> sent(CodeSending.Sent sent) {
        return new Administered.Done<>(account);
    }

    @Override
    public Administered<UserRecord> unknownAccount(CodeSending.UnknownAccount unknownAccount) {
        return new Administered.Impossible<>(Obstacle.NOT_ACTIVE);
    }

    @Override
    public Administered<UserRecord> noSuchContact(CodeSending.NoSuchContact noSuchContact) {
        return new Administered.Impossible<>(Obstacle.NO_CONTACT);
    }

    @Override
    public Administered<UserRecord> contactTaken(CodeSending.ContactTaken contactTaken) {
        return new Administered.Impossible<>(Obstacle.NO_CONTACT);
    }

    @Override
    public Administered<UserRecord> notDelivered(CodeSending.NotDelivered notDelivered) {
        return new Administered.Impossible<>(Obstacle.NO_CONTACT);
    }

    @Override
    public Administered<UserRecord> channelNotOffered(CodeSending.ChannelNotOffered channelNotOffered) {
        return new Administered.Impossible<>(Obstacle.NO_CONTACT);
    }

    @Override
    public Administered<UserRecord> refused(CodeSending.Refused refused) {
        return new Administered.Refused<>(refused.why());
    }
}
