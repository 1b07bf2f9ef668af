package dev.limbeck.evaluator.metric;

import dev.limbeck.contract.record.Output;
import java.util.List;

/** What a network said of each example of a set, in order: little enough to keep for many networks. */
public final class TopClasses {
    private final int[] classes;

    private TopClasses(int[] classes) {
        this.classes = classes;
    }

    public static TopClasses of(List<Output> logits) {
        return new TopClasses(logits.stream().mapToInt(Output::top).toArray());
    }

    public int size() {
        return classes.length;
    }

    public int at(int example) {
        return classes[example];
    }
}
