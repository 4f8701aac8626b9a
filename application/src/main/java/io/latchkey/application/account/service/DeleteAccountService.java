package io.latchkey.application.account.service;

import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.UserId;
import java.util.Map;
import java.util.Optional;

/** Deletes an account after a recent sign-in of its owner, or after its current password. */
public final class DeleteAccountService implements DeleteAccountUseCase {
    private final UserRepository users;
    private final StepUp stepUp;
    private final OwnerNotices notices;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;

    DeleteAccountService(
            UserRepository users, StepUp stepUp, OwnerNotices notices, UnitOfWork unitOfWork, AuditTrail audit) {
        this.users = users;
        this.stepUp = stepUp;
        this.notices = notices;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
    }

    @Override
    public Optional<Unconfirmed> delete(Caller caller, Optional<CurrentPassword> current) {
        Optional<Unconfirmed> refusal = stepUp.refuse(caller, current);
        if (refusal.isPresent()) {
            return refusal;
        }
        UserId id = caller.user().id();
        return unitOfWork.execute(() -> {
            users.delete(id);
            notices.tell(MessageKind.ACCOUNT_DELETED, caller.user());
            audit.record(AuditTrail.Event.ACCOUNT_DELETED, Map.of("user", id.toString()));
            return Optional.empty();
        });
    }
}
