package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.ProblemFact;

/** Reason for which a body cannot be read. */
public enum BodyFault implements ProblemFact {
    /** The content type is JSON, but the body is not well-formed, is not UTF-8, or has a name twice. */
    MALFORMED_JSON,
    /** The content type is a form, but the body is malformed or has a name twice. */
    MALFORMED_FORM,
    /** The body is well-formed JSON, but not an object. */
    NOT_AN_OBJECT
}
