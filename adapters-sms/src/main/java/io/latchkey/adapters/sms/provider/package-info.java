/**
 * Providers: their definitions, how they are opened, and the messages that they send. Providers written in Java plug in
 * here.
 */
@NullMarked
package io.latchkey.adapters.sms.provider;

import org.jspecify.annotations.NullMarked;
