/** Routes of those who administer. */
@NullMarked
package io.latchkey.adapters.rest.admin;

import org.jspecify.annotations.NullMarked;
