/** In-memory fakes of every port, fixtures and contracts; shipped to the adapters as a test jar. */
@NullMarked
package io.latchkey.application.testkit;

import org.jspecify.annotations.NullMarked;
