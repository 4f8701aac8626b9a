package io.latchkey.application.guard.service;

import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.service.Core;
import java.time.Duration;

/** The use cases of the contact guard, and the rules it adds to those of codes. */
public final class GuardUseCases {
    public final Chore refreshBlocks;
    public final ContactBlocks blocks;
    public final ContactGuard guard;

    public GuardUseCases(Core core, ContactBlockRepository repository) {
        blocks = new ContactBlocks(repository, core.digester(), core.unitOfWork(), core.clock());
        refreshBlocks = Chore.quick(Duration.ofSeconds(3), "Blocked contacts could not be read", blocks::refresh);
        guard = new ContactGuard(blocks, core);
    }
}
