/** Decides who may sign in, and how sessions continue and end. */
@NullMarked
package io.latchkey.application.session.service;

import org.jspecify.annotations.NullMarked;
