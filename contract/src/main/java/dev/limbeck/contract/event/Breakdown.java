package dev.limbeck.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.limbeck.contract.metric.Measured;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a mean hides: a network's numbers by class, label or range.
 *
 * @param by what the parts are, in one word, as in "class"; empty where there are none
 * @param parts in the order in which they are shown; of many classes, those that matter most
 * @param confusions the most frequent mistakes, most frequent first
 * @param reliability bins of the calibration error, by confidence
 */
public record Breakdown(
        String by,
        List<Part> parts,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Confusion> confusions,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<CalibrationBin> reliability) {
    public static final String BY_CLASS = "class";
    public static final Breakdown NONE = new Breakdown("", List.of());

    public Breakdown {
        parts = List.copyOf(parts);
        confusions = List.copyOf(confusions);
        reliability = List.copyOf(reliability);
    }

    /** One without mistakes that are counted, or a confidence that is looked at. */
    public Breakdown(String by, List<Part> parts) {
        this(by, parts, List.of(), List.of());
    }

    /** Told of these classes only, where its parts are classes. */
    public Breakdown ofClasses(IntPredicate which) {
        return by.equals(BY_CLASS)
                ? new Breakdown(
                        by,
                        parts.stream().filter(part -> which.test(part.index())).toList(),
                        confusions,
                        reliability)
                : this;
    }

    /** The classes that its parts are; none where they are something else. */
    public IntStream classes() {
        return by.equals(BY_CLASS) ? parts.stream().mapToInt(Part::index) : IntStream.empty();
    }

    /**
     * The examples of one class, label or range.
     *
     * @param name of a class its index
     * @param metrics by name; all parts have the same
     */
    public record Part(String name, SortedMap<String, Measured> metrics) {
        public Part {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        }

        private int index() {
            return Integer.parseInt(name);
        }
    }

    /** How often one class was taken for another. */
    public record Confusion(int hardLabel, int predicted, long count) {}

    /**
     * Examples of like confidence.
     *
     * @param confidence mean probability of what the network says
     * @param accuracy share of them on which that is right
     */
    public record CalibrationBin(double confidence, double accuracy, long count) {}
}
