package io.latchkey.application.guard.service;

import io.latchkey.application.guard.RefreshBlocksUseCase;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.shared.service.Core;

/** The use cases of the contact guard, and the rules it adds to those of codes. */
public final class GuardUseCases {
    public final RefreshBlocksUseCase refreshBlocks;
    public final ContactBlocks blocks;
    public final ContactGuard guard;

    public GuardUseCases(Core core, ContactBlockRepository repository) {
        blocks = new ContactBlocks(repository, core.digester(), core.unitOfWork(), core.clock());
        refreshBlocks = blocks;
        guard = new ContactGuard(blocks, core.unitOfWork());
    }
}
