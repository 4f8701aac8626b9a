/** What a configuration key is and how its value is read. The launcher and the service share it, so it knows neither of them. */
@NullMarked
package io.latchkey.bootstrap.settings.key;

import org.jspecify.annotations.NullMarked;
