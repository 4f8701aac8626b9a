/** The audit trail for security reviewers, as structured log lines and counters. */
@NullMarked
package io.latchkey.adapters.platform.audit;

import org.jspecify.annotations.NullMarked;
