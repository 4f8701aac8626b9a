package io.latchkey.adapters.rest.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The members of a problem in the OpenAPI document. */
@Schema(
        name = "Problem",
        description = "RFC 9457; members beyond the first five depend on the type.",
        requiredProperties = {"type", "title", "status", "instance"})
public record ProblemSchema(
        @Schema(example = "/problems/otp-refused") String type,
        @Schema(example = "Code not accepted") String title,
        @Schema(example = "422") int status,
        @Nullable String detail,

        @Schema(example = "/api/v1/otp/5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11/verify")
        String instance,

        @Schema(description = "The first member at fault.") @Nullable
        String field,

        @Schema(description = "All members at fault.") @Nullable
        List<FieldError> errors,

        @Schema(description = "Guesses the challenge still takes.", example = "4") @Nullable
        Integer attemptsLeft,

        @Schema(description = "Seconds.", example = "30") @Nullable
        Integer retryAfter) {}
