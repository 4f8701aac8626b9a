package io.latchkey.adapters.rest.admin;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.PersonalRecords;
import java.util.List;
import java.util.Map;

/** All that is held about one person, by subject. */
final class ExportResponse implements ResponseBody {
    private final PersonalRecords records;

    ExportResponse(PersonalRecords records) {
        this.records = records;
    }

    @JsonValue
    Map<String, List<Map<String, Object>>> subjects() {
        return records.subjects();
    }
}
