package io.latchkey.application.guard.service;

import io.latchkey.application.guard.CheckGuardedCodeUseCase;
import io.latchkey.application.guard.RefreshBlocksUseCase;
import io.latchkey.application.guard.SendGuardedCodeUseCase;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.throttle.ThrottleLimit;

/** The use cases of the contact guard. */
public final class GuardUseCases {
    public final SendGuardedCodeUseCase sendGuardedCode;
    public final CheckGuardedCodeUseCase checkGuardedCode;
    public final RefreshBlocksUseCase refreshBlocks;

    public final ContactBlocks blocks;

    /** @param perAddress calls about guarded codes of one client address, whatever comes of them */
    public record Policies(OtpPolicies otp, ThrottleLimit perAddress) {}

    public GuardUseCases(
            Core core,
            Throttles throttles,
            UserParts accounts,
            OtpUseCases otp,
            ContactBlockRepository repository,
            Policies policies) {
        blocks = new ContactBlocks(repository, core.digester(), core.unitOfWork(), core.clock());
        refreshBlocks = blocks;
        GuardedContacts contacts = new GuardedContacts(accounts.users(), blocks, otp.fixedCodes, core.unitOfWork());
        sendGuardedCode = new SendGuardedCodeService(
                otp.sendCode, contacts, blocks, policies.perAddress(), throttles, core.unitOfWork(), core.clock());
        checkGuardedCode = new CheckGuardedCodeService(
                otp.verifier,
                contacts,
                blocks,
                otp.issuer,
                policies.otp(),
                policies.perAddress(),
                throttles,
                core.unitOfWork());
    }
}
