/** Composes the application of its features: what needs to know all of them, and nothing that a feature needs. */
@NullMarked
package io.latchkey.application;

import org.jspecify.annotations.NullMarked;
