package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.event.Score.ClassRecall;
import java.util.List;
import java.util.stream.IntStream;

/** Recall of every class, so that a mean cannot hide one that was forgotten. */
public final class PerClassRecall {
    private PerClassRecall() {}

    /** One entry a class, in order; a class without examples has recall 0 and support 0. */
    public static List<ClassRecall> of(List<LabelledLogits> examples, int classes) {
        long[] support = new long[classes];
        long[] right = new long[classes];
        for (var example : examples) {
            support[example.hardLabel()]++;
            right[example.hardLabel()] += example.isRight() ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .mapToObj(label -> new ClassRecall(
                        label,
                        support[label] == 0 ? 0 : (double) right[label] / support[label],
                        support[label] == 0 ? 0 : (double) right[label] / support[label],
                        support[label] == 0 ? 0 : (double) right[label] / support[label],
                        support[label]))
                .toList();
    }
}
