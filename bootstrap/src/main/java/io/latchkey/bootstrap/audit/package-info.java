/** The trail a security reviewer asks for, as structured log lines and counters. */
@NullMarked
package io.latchkey.bootstrap.audit;

import org.jspecify.annotations.NullMarked;
