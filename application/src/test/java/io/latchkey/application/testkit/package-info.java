/** In-memory fakes of every port, fixtures and contracts. The adapters get them as a test jar. */
@NullMarked
package io.latchkey.application.testkit;

import org.jspecify.annotations.NullMarked;
