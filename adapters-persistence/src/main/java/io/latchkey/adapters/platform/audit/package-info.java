/** The trail that a security reviewer asks for, as structured log lines and counters. */
@NullMarked
package io.latchkey.adapters.platform.audit;

import org.jspecify.annotations.NullMarked;
