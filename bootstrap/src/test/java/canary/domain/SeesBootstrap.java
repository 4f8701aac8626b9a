package canary.domain;

import canary.bootstrap.Wiring;

/** Breaks: dependencies point inwards. */
public final class SeesBootstrap {
    Wiring wiring = new Wiring();
}
