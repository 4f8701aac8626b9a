package io.latchkey.application.account.service;

import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.UserId;
import java.util.Map;

/** Deletes an account after a recent sign-in of its owner. */
public final class DeleteAccountService implements DeleteAccountUseCase {
    private final UserRepository users;
    private final RecentSignIn recentSignIn;
    private final OwnerNotices notices;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;

    DeleteAccountService(
            UserRepository users,
            RecentSignIn recentSignIn,
            OwnerNotices notices,
            UnitOfWork unitOfWork,
            AuditTrail audit) {
        this.users = users;
        this.recentSignIn = recentSignIn;
        this.notices = notices;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
    }

    @Override
    public Deletion delete(Caller caller) {
        if (!recentSignIn.isBy(caller)) {
            return Deletion.NEEDS_RECENT_SIGN_IN;
        }
        UserId id = caller.user().id();
        return unitOfWork.execute(() -> {
            users.delete(id);
            notices.tell(MessageKind.ACCOUNT_DELETED, caller.user());
            audit.record(AuditTrail.Event.ACCOUNT_DELETED, Map.of("user", id.toString()));
            return Deletion.DELETED;
        });
    }
}
