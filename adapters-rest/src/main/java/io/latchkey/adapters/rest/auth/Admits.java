package io.latchkey.adapters.rest.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Guards a resource, or one of its methods: only callers with one of the roles get in. {@link AdmissionFeature} puts the
 * filter before it. The annotation is not {@code jakarta.annotation.security.RolesAllowed}, because servers act on that
 * one themselves, each in its own way.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Admits {
    /** The roles that admit a caller. One of them is enough. */
    String[] value();
}
