package dev.limbeck.evaluator.metric;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.metric.Measured;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.task.Task;
import dev.limbeck.network.metric.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

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
     * @param attributes of each record
     * @param values of the same records
     */
    public static List<SliceScore> of(Task task, String attribute, List<Attributes> attributes, RecordValues values) {
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
                .map(slice -> new SliceScore(
                        attribute,
                        slice.getKey(),
                        slice.getValue().size(),
                        mean(task, slice.getValue(), values::byHardLabel),
                        mean(task, slice.getValue(), values::byTeacher).orElseThrow()))
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

    private static Optional<Measured> mean(Task task, List<Integer> records, IntToDoubleFunction value) {
        return Estimate.ofValues(
                task, records.stream().mapToDouble(value::applyAsDouble).toArray());
    }
}
