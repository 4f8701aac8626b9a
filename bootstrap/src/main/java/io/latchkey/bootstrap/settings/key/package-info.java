/**
 * Configuration keys and the reading of their values. The launcher and the service share this package, so it depends on
 * neither.
 */
@NullMarked
package io.latchkey.bootstrap.settings.key;

import org.jspecify.annotations.NullMarked;
