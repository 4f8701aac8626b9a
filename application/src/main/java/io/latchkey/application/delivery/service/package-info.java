/** How promised messages are sent. */
@NullMarked
package io.latchkey.application.delivery.service;

import org.jspecify.annotations.NullMarked;
