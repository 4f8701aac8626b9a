package io.latchkey.application.account.service;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.service.KnownDevices;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.AccountWords;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Uses an entitlement up and sets the new password. It checks the entitlement before it hashes, so that invented ids
 * cost little.
 */
public final class ResetPasswordService implements ResetPasswordUseCase {
    private static final String FIELD = "newPassword";
    /** A reset makes strangers of all devices, also of the one that it comes from. */
    private static final ClientOrigin NOT_KNOWN_YET = new ClientOrigin("", "", "");

    private final NewPasswords newPasswords;
    private final CodeGuesses guesses;
    private final EntitlementLook looking;
    private final EntitlementUse using;
    private final PasswordReplacement replacement;
    private final KnownDevices devices;
    private final UnitOfWork unitOfWork;

    ResetPasswordService(
            NewPasswords newPasswords,
            CodeGuesses guesses,
            EntitlementLook looking,
            EntitlementUse using,
            PasswordReplacement replacement,
            KnownDevices devices,
            UnitOfWork unitOfWork) {
        this.newPasswords = newPasswords;
        this.guesses = guesses;
        this.looking = looking;
        this.using = using;
        this.replacement = replacement;
        this.devices = devices;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public PasswordReset look(Entitlement.ByCodeAlone typed) {
        return unitOfWork.execute(() -> guesses.look(typed));
    }

    @Override
    public PasswordReset reset(ResetPasswordCommand command) {
        newPasswords.check(
                FIELD, command.newPassword(), command.entitlement().origin().app());
        return command.entitlement().answer(new Entitlement.Cases<PasswordReset>() {
            @Override
            public PasswordReset byCode(Entitlement.ByCode entitlement) {
                return using.deciding(entitlement.code(), () -> set(entitlement, command.newPassword()));
            }

            @Override
            public PasswordReset byCodeAlone(Entitlement.ByCodeAlone entitlement) {
                return look(entitlement)
                        .<PasswordReset>fold(
                                good -> set(entitlement, command.newPassword()), wrong -> wrong, refused -> refused);
            }

            @Override
            public PasswordReset byResetKey(Entitlement.ByResetKey entitlement) {
                return set(entitlement, command.newPassword());
            }

            @Override
            public PasswordReset byLink(Entitlement.ByLink entitlement) {
                return set(entitlement, command.newPassword());
            }
        });
    }

    private PasswordReset set(Entitlement entitlement, Password password) {
        Optional<PasswordReset.Wrong> hopeless = unitOfWork.read(() -> entitlement.answer(looking));
        if (hopeless.isPresent()) {
            return hopeless.get();
        }
        PasswordHash hash = newPasswords.hash(password);
        try {
            return unitOfWork.execute(() -> entitlement
                    .answer(using)
                    .<PasswordReset>fold(
                            entitled -> replace(entitled.owner(), password, hash, entitlement.origin()),
                            EntitlementUse.Use.Wrong::refusal));
        } catch (ContactTakenException verifiedByAnotherMeanwhile) {
            return new PasswordReset.Wrong(RefusalReason.EXPIRED, 0);
        }
    }

    private PasswordReset replace(User owner, Password password, PasswordHash hash, ClientOrigin origin) {
        newPasswords.check(FIELD, password, origin.app(), AccountWords.of(owner));
        User changed = replacement.replace(owner, hash, PasswordReplacement.Extent.reset());
        return new PasswordReset.Accepted(Optional.of(devices.introduce(changed, NOT_KNOWN_YET)));
    }
}
