package io.latchkey.adapters.rest.problem;

import java.util.List;

/**
 * A fact about a refusal, for code that words the refusal. Facts are not written into the body; {@link Problem#with}
 * adds members to it. A problem has at most one fact of each class.
 */
public interface ProblemFact {
    /** Time for which the caller must wait, in seconds. */
    record RetryAfter(long seconds) implements ProblemFact {}

    /** Id under which the log describes a failure. */
    record FailureId(String id) implements ProblemFact {}

    /** The members with errors; one or more. */
    record FaultyFields(List<FieldError> errors) implements ProblemFact {
        public FaultyFields {
            errors = List.copyOf(errors);
        }
    }
}
