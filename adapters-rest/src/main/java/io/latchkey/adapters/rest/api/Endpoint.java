package io.latchkey.adapters.rest.api;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of which one instance serves all requests. The instance keeps no state of a request. A resource that is
 * created for each request costs a quarter of the time that the server itself spends on the request.
 *
 * <p>What a JAX-RS class needs is injected into its fields, because some servers refuse a class without a public
 * constructor that takes nothing.
 */
@Stereotype
@Singleton
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Endpoint {}
