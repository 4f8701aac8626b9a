/** How administration does it. */
@NullMarked
package io.latchkey.application.admin.service;

import org.jspecify.annotations.NullMarked;
