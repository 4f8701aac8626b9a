package io.latchkey.adapters.rest.face;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Forms in which a {@link FaceInput} parameter is accepted. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface FaceForms {
    Form[] value();

    /** Form of the data that a client sends. */
    enum Form {
        /** A JSON object. A body without a content type is read as JSON, too. */
        JSON,
        /** The content type {@code application/x-www-form-urlencoded}. */
        URLENCODED,
        /** The content type {@code multipart/form-data} (RFC 7578), with files. */
        MULTIPART,
        /** Query parameters beside a body. When both hold a value, the body's value is used. */
        QUERY
    }
}
