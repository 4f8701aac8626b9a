package io.latchkey.bootstrap.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;

/** The jar that runs. */
final class RunnableJar {
    private RunnableJar() {}

    /**
     * Where the jar is, as an absolute URI of a file.
     *
     * @throws StartRefusedException when the classes were not loaded from a file
     */
    static URI location() {
        CodeSource source = RunnableJar.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                return source.getLocation().toURI();
            }
        } catch (URISyntaxException noFile) {
            throw unknown();
        }
        throw unknown();
    }

    private static StartRefusedException unknown() {
        return new StartRefusedException(
                StartRefusedException.FAILED, "Latchkey does not know the file that it runs from.");
    }
}
