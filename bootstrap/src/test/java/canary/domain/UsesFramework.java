package canary.domain;

import jakarta.inject.Singleton;

/** Breaks: the core is plain Java. */
@Singleton
public final class UsesFramework {}
