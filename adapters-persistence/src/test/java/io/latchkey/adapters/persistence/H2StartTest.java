package io.latchkey.adapters.persistence;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** Checks the start on H2. */
class H2StartTest extends DatabaseStart {
    @TempDir
    private Path folder;

    @Override
    DatabaseSettings newDatabase() {
        return DatabaseSettings.h2(folder.resolve(UUID.randomUUID().toString()));
    }
}
