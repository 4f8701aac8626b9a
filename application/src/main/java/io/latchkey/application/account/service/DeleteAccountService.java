package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountDeletion;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.function.Predicate;

/** Deletes an account after a recent sign-in of its owner, or after its current password. */
public final class DeleteAccountService implements DeleteAccountUseCase {
    private final AccountRemoval removal;
    private final Predicate<User> indispensable;
    private final StepUp stepUp;
    private final OwnerNotices notices;
    private final UnitOfWork unitOfWork;

    DeleteAccountService(
            AccountRemoval removal,
            Predicate<User> indispensable,
            StepUp stepUp,
            OwnerNotices notices,
            UnitOfWork unitOfWork) {
        this.removal = removal;
        this.indispensable = indispensable;
        this.stepUp = stepUp;
        this.notices = notices;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public AccountDeletion delete(Caller caller, Optional<CurrentPassword> current) {
        Optional<Unconfirmed> refusal = stepUp.refuse(caller, current);
        if (refusal.isPresent()) {
            return new AccountDeletion.NotConfirmed(refusal.get());
        }
        User user = caller.user();
        return unitOfWork.execute(() -> {
            if (indispensable.test(user)) {
                return new AccountDeletion.Indispensable();
            }
            removal.remove(user);
            notices.tell(MessageKind.ACCOUNT_DELETED, user);
            return new AccountDeletion.Deleted();
        });
    }
}
