/** How tickets are made and used. */
@NullMarked
package io.latchkey.application.ticket.service;

import org.jspecify.annotations.NullMarked;
