/** What the WAR answers beside the API: pages, keys, health, inbox. */
@NullMarked
package io.latchkey.bootstrap.web;

import org.jspecify.annotations.NullMarked;
