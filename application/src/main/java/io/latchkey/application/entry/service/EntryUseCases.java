package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.session.service.SessionUseCases;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.service.UserParts;

/** The use case of entry by code. */
public final class EntryUseCases {
    public final EnterByCodeUseCase enterByCode;

    public EntryUseCases(
            Core core,
            Throttles throttles,
            UserParts accounts,
            OtpUseCases otp,
            SessionUseCases sessions,
            ThrottlePolicy limits) {
        enterByCode = new EnterByCodeService(
                otp.sendCode,
                otp.verifier,
                sessions.holders,
                new Newcomers(core, accounts.users(), limits, throttles),
                sessions.sessions,
                core.unitOfWork());
    }
}
