package io.latchkey.adapters.rest.problem;

import java.util.List;

/**
 * What a refusal is about, for code that words it. Facts are not written into the body: {@link Problem#with} does that. A problem has at
 * most one fact of each class.
 */
public interface ProblemFact {
    /** How long the caller is to wait. */
    record RetryAfter(long seconds) implements ProblemFact {}

    /** Under what name the log tells more of a failure. */
    record FailureId(String id) implements ProblemFact {}

    /** The members at fault; one or more. */
    record FaultyFields(List<FieldError> errors) implements ProblemFact {
        public FaultyFields {
            errors = List.copyOf(errors);
        }
    }
}
