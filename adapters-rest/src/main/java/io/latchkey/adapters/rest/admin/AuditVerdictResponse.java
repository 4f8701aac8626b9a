package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.admin.AuditVerdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the whole audit store found.
 *
 * @param entries number of entries that are as they were; null when one is not
 * @param checkpoints number of their signed checkpoints; null when one is not as it was
 * @param number number of the first entry that is not as it was
 * @param fault what is wrong with it: altered, missing, rewritten or unsigned
 */
record AuditVerdictResponse(
        boolean intact,
        @Nullable Long entries,
        @Nullable Long checkpoints,
        @Nullable Long number,
        @Nullable String fault)
        implements ResponseBody {
    static AuditVerdictResponse from(AuditVerdict verdict) {
        return verdict.fold(
                intact -> new AuditVerdictResponse(true, intact.entries(), intact.checkpoints(), null, null),
                broken -> new AuditVerdictResponse(
                        false,
                        null,
                        null,
                        broken.number(),
                        broken.fault().name().toLowerCase(Locale.ROOT)));
    }
}
