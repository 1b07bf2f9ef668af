package dev.limbeck.evaluator.metric;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.record.Attributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Scores by the values of one attribute, so that a mean cannot hide a region or a device. Attributes are free text:
 * the {@value #MOST_VALUES} most frequent values have a slice of their own.
 */
public final class SliceScores {
    static final int MOST_VALUES = 20;
    /** The slice of all rarer values. */
    static final String OTHER = "other";
    /** The slice of records without the attribute. */
    static final String NONE = "none";

    private SliceScores() {}

    /**
     * Most frequent values first, then {@value #OTHER} and {@value #NONE} where there are such records.
     *
     * @param attributes of each example
     * @param hardLabels of the same examples; empty where nobody knows
     */
    public static List<SliceScore> of(
            String attribute,
            List<Attributes> attributes,
            TopClasses predictions,
            TopClasses teacher,
            List<OptionalInt> hardLabels) {
        Map<String, List<Integer>> examples = new LinkedHashMap<>();
        mostFrequent(attribute, attributes).forEach(value -> examples.put(value, new ArrayList<>()));
        examples.putIfAbsent(OTHER, new ArrayList<>());
        examples.putIfAbsent(NONE, new ArrayList<>());
        for (int i = 0; i < attributes.size(); i++) {
            String value = attributes.get(i).get(attribute).orElse(NONE);
            String slice = examples.containsKey(value) ? value : OTHER;
            examples.computeIfAbsent(slice, unseen -> new ArrayList<>()).add(i);
        }
        return examples.entrySet().stream()
                .filter(slice -> !slice.getValue().isEmpty())
                .map(slice -> score(attribute, slice.getKey(), slice.getValue(), predictions, teacher, hardLabels))
                .toList();
    }

    private static List<String> mostFrequent(String attribute, List<Attributes> attributes) {
        return attributes.stream()
                .flatMap(one -> one.get(attribute).stream())
                .collect(groupingBy(value -> value, counting()))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(Entry<String, Long>::getValue)
                        .reversed()
                        .thenComparing(Entry::getKey))
                .limit(MOST_VALUES)
                .map(Entry::getKey)
                .toList();
    }

    private static SliceScore score(
            String attribute,
            String value,
            List<Integer> examples,
            TopClasses predictions,
            TopClasses teacher,
            List<OptionalInt> hardLabels) {
        long agreeing = 0;
        long labelled = 0;
        long right = 0;
        for (int i : examples) {
            agreeing += predictions.at(i) == teacher.at(i) ? 1 : 0;
            var hardLabel = hardLabels.get(i);
            if (hardLabel.isPresent()) {
                labelled++;
                right += predictions.at(i) == hardLabel.getAsInt() ? 1 : 0;
            }
        }
        return new SliceScore(
                attribute,
                value,
                examples.size(),
                OptionalLong.of(labelled),
                labelled == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / labelled),
                (double) agreeing / examples.size());
    }
}
