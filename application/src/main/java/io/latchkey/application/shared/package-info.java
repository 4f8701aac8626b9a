/** What several use cases take or answer alike. */
@NullMarked
package io.latchkey.application.shared;

import org.jspecify.annotations.NullMarked;
