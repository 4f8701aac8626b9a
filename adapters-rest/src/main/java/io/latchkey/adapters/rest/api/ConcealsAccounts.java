package io.latchkey.adapters.rest.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a resource whose answer may not tell a stranger who has an account, neither by its words nor by its time (OWASP ASVS
 * 5.0, 6.3.8). A feature of the package {@code concealment} sees to the time.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ConcealsAccounts {
    /** Whether the method may hash or compare a password, or send two codes. Either takes many times as long as all else. */
    boolean takesLong() default false;

    /** Whether a status below 400 goes to those alone who have shown that the account is theirs. Such an answer need not wait. */
    boolean successIsOwners() default false;
}
