package io.latchkey.application.admin;

import io.latchkey.domain.admin.Reason;
import java.util.Optional;

/**
 * One act of administration: who does it, and why.
 *
 * @param reason needed for what is dangerous
 */
public record Act(Actor actor, Optional<Reason> reason) {}
