/** Decides who may sign in, and how sessions go on and end. */
@NullMarked
package io.latchkey.application.session.service;

import org.jspecify.annotations.NullMarked;
