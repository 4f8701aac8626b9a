package io.latchkey.adapters.rest.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the members that the answer of the same route shows and nobody can change. A {@link RequestBody} may bring them back, so that
 * what was read can be sent again with one member changed; they have no effect.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShownMembers {
    String[] value();
}
