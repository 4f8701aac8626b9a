package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.ProblemFact;

/** What is wrong with a body that cannot be read. */
public enum BodyFault implements ProblemFact {
    /** It is said to be JSON and is not well-formed, is not UTF-8, or has a name twice. */
    MALFORMED_JSON,
    /** It is said to be a form and is malformed, or has a name twice. */
    MALFORMED_FORM,
    /** It is well-formed JSON, but no object. */
    NOT_AN_OBJECT
}
