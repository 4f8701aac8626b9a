package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.delivery.Funnel.Dimension;
import io.latchkey.application.delivery.FunnelWindow;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Time window and dimensions of a funnel that a caller asks for. */
public record FunnelQuery(FunnelWindow window, Set<Dimension> dimensions) {
    /** The window that counts when none is named. */
    public static final String WINDOW = "PT1H";

    /** The dimensions that count when none are named. */
    public static final String BY = "provider,country,channel,template";

    /**
     * Reads the query parameters.
     *
     * @param by wire names of dimensions, separated by commas; blank for no dimension
     * @throws io.latchkey.adapters.rest.problem.InvalidRequestException naming the parameters that are refused
     */
    public static FunnelQuery parse(String window, String by) {
        Fields fields = new Fields();
        Fields.Parsed<FunnelWindow> length = fields.required("window", window, FunnelWindow::parse);
        Fields.Parsed<Set<Dimension>> dimensions = fields.required("by", by, FunnelQuery::dimensions);
        fields.check();
        return new FunnelQuery(length.get(), dimensions.get());
    }

    /**
     * Reads wire names of dimensions.
     *
     * @param by separated by commas; blank for no dimension
     * @throws io.latchkey.domain.shared.InvalidValueException when no dimension has one of these names
     */
    public static Set<Dimension> dimensions(String by) {
        return by.isBlank()
                ? Set.of()
                : Arrays.stream(by.split(",", -1))
                        .map(String::strip)
                        .map(Dimension::parse)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class)));
    }
}
