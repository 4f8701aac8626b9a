package canary.domain;

import jakarta.inject.Inject;

/** Breaks: the core is plain Java. */
public final class UsesFramework {
    @Inject
    String value = "";
}
