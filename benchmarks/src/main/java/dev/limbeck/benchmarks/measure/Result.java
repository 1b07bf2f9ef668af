package dev.limbeck.benchmarks.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured case.
 *
 * @param name of the case
 * @param ratio the median over the repetitions: of two quantities where the unit is {@value #RATIO}, else the quantity
 *     itself
 * @param details what else is worth knowing, such as both rates and what each stage was pinned to
 */
public record Result(
        @JsonProperty("case") String name,
        double ratio,
        double min,
        double max,
        String unit,
        Map<String, Object> details) {
    /** The unit of a quotient of like quantities. */
    public static final String RATIO = "x";

    public Result {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public Result(String name, double ratio, double min, double max, String unit) {
        this(name, ratio, min, max, unit, Map.of());
    }

    public static Result of(String name, Spread spread, String unit) {
        return new Result(name, spread.median(), spread.min(), spread.max(), unit);
    }

    public Result with(String detail, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(detail, value);
        return new Result(name, ratio, min, max, unit, more);
    }
}
