/** Sends promised messages and records receipts about them. */
@NullMarked
package io.latchkey.application.delivery.service;

import org.jspecify.annotations.NullMarked;
