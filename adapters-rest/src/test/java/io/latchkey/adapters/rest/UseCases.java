package io.latchkey.adapters.rest;

import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckGuardedCodeUseCase;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendGuardedCodeUseCase;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.EnterByCodeUseCase;
import io.latchkey.application.session.KeepRefreshTokenUseCase;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SendEntryCodesUseCase;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInHolderUseCase;
import io.latchkey.application.session.SignInUnderRetryLockUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.session.SignInWithPasswordUseCase;
import io.latchkey.application.user.ApiCredentialUseCase;
import io.latchkey.application.user.ChangeAccountUseCase;
import io.latchkey.application.user.ChangePasswordUseCase;
import io.latchkey.application.user.ChangeValidatedAccountUseCase;
import io.latchkey.application.user.CheckAvailabilityUseCase;
import io.latchkey.application.user.CheckUniquenessUseCase;
import io.latchkey.application.user.DeleteAccountUseCase;
import io.latchkey.application.user.ForgotPasswordUseCase;
import io.latchkey.application.user.OpenAccountUseCase;
import io.latchkey.application.user.ProfileImageUseCase;
import io.latchkey.application.user.RecoverByCodeUseCase;
import io.latchkey.application.user.RegisterUserUseCase;
import io.latchkey.application.user.RegisterValidatedUseCase;
import io.latchkey.application.user.ResetPasswordUseCase;
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
