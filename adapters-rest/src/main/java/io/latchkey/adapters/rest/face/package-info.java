/** What all faces share: how they are reached, what they are sent, and how refusals get their words. */
@NullMarked
package io.latchkey.adapters.rest.face;

import org.jspecify.annotations.NullMarked;
