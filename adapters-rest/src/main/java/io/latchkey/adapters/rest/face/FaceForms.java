package io.latchkey.adapters.rest.face;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The forms a {@link FaceInput} parameter is taken in. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface FaceForms {
    Form[] value();

    /** How a client writes what it sends. */
    enum Form {
        /** A JSON object, also where no content type is given. */
        JSON,
        /** {@code application/x-www-form-urlencoded}. */
        URLENCODED,
        /** {@code multipart/form-data} (RFC 7578), with files. */
        MULTIPART,
        /** Query parameters, beside any body; a body's values win. */
        QUERY
    }
}
