/** How people sign in, stay signed in and sign out. */
@NullMarked
package io.latchkey.application.session.service;

import org.jspecify.annotations.NullMarked;
