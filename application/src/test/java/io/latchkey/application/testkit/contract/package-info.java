/** What every store has to keep to, be it a database or a fake: run by all of them. */
@NullMarked
package io.latchkey.application.testkit.contract;

import org.jspecify.annotations.NullMarked;
