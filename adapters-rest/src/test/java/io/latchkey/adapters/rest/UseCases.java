package io.latchkey.adapters.rest;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.ChangeValidatedAccountUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckUniquenessUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.OpenAccountUseCase;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.RecoverByCodeUseCase;
import io.latchkey.application.account.RegisterUserUseCase;
import io.latchkey.application.account.RegisterValidatedUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.SendEntryCodesUseCase;
import io.latchkey.application.guard.CheckGuardedCodeUseCase;
import io.latchkey.application.guard.SendGuardedCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.retrylock.SignInUnderRetryLockUseCase;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.KeepRefreshTokenUseCase;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInHolderUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.session.SignInWithPasswordUseCase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What each inbound port does for the test that runs. A port nobody has spoken for fails the request. */
final class UseCases {
    static final Set<Class<?>> PORTS = Set.of(
            RegisterUserUseCase.class,
            CheckAvailabilityUseCase.class,
            ChangeAccountUseCase.class,
            ChangePasswordUseCase.class,
            DeleteAccountUseCase.class,
            ProfileImageUseCase.class,
            ApiCredentialUseCase.class,
            ForgotPasswordUseCase.class,
            ResetPasswordUseCase.class,
            RequestOtpUseCase.class,
            ResendOtpUseCase.class,
            VerifyOtpUseCase.class,
            SendGuardedCodeUseCase.class,
            CheckGuardedCodeUseCase.class,
            FindOtpUseCase.class,
            SignInWithPasswordUseCase.class,
            SignInWithCodeUseCase.class,
            RefreshSessionUseCase.class,
            ManageSessionsUseCase.class,
            RecordReceiptUseCase.class,
            TakeReceiptsUseCase.class,
            ReadFunnelUseCase.class,
            SendCodeUseCase.class,
            CheckCodeUseCase.class,
            SignInByCodeUseCase.class,
            KeepRefreshTokenUseCase.class,
            OpenAccountUseCase.class,
            RecoverByCodeUseCase.class,
            SignInUnderRetryLockUseCase.class,
            SignInHolderUseCase.class,
            SendEntryCodesUseCase.class,
            EnterByCodeUseCase.class,
            RegisterValidatedUseCase.class,
            ChangeValidatedAccountUseCase.class,
            CheckUniquenessUseCase.class,
            AuthenticateUseCase.class);

    private final Map<Class<?>, Object> fakes = new ConcurrentHashMap<>();

    <T> void put(Class<T> port, T fake) {
        fakes.put(port, fake);
    }

    void clear() {
        fakes.clear();
    }

    /** A port that hands each call to the fake put last. */
    Object facade(Class<?> port) {
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
            Object fake = fakes.get(port);
            if (fake == null) {
                throw new IllegalStateException(port.getSimpleName() + " was not expected to be called");
            }
            try {
                method.setAccessible(true);
                return method.invoke(fake, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }
}
