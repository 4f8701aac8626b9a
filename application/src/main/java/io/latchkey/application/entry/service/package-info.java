/** How people enter by code. */
@NullMarked
package io.latchkey.application.entry.service;

import org.jspecify.annotations.NullMarked;
