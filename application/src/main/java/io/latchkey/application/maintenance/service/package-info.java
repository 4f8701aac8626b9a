/** Keeps the store small. */
@NullMarked
package io.latchkey.application.maintenance.service;

import org.jspecify.annotations.NullMarked;
