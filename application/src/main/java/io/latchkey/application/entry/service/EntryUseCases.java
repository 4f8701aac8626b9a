package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.SendEntryCodesUseCase;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.session.service.SessionUseCases;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.service.UserParts;

/** The use cases of entry by code. */
public final class EntryUseCases {
    public final SendEntryCodesUseCase sendEntryCodes;
    public final EnterByCodeUseCase enterByCode;

    public EntryUseCases(
            Core core,
            Throttles throttles,
            UserParts accounts,
            OtpUseCases otp,
            SessionUseCases sessions,
            ThrottlePolicy limits) {
        sendEntryCodes =
                new SendEntryCodesService(otp.sendCode, accounts.users(), limits, throttles, core.unitOfWork());
        enterByCode = new EnterByCodeService(
                otp.verifier,
                accounts.users(),
                sessions.codeSessions,
                limits,
                throttles,
                core.unitOfWork(),
                core.ids(),
                core.audit(),
                core.clock());
    }
}
