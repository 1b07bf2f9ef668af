package dev.limbeck.student.training;

import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.record.ProductionRecord;
import dev.limbeck.contract.record.Rejection;
import dev.limbeck.contract.record.SoftTarget;
import dev.limbeck.contract.record.Tensor;
import dev.limbeck.contract.task.Task;
import dev.limbeck.student.batch.MiniBatch;
import dev.limbeck.student.replay.ReplayBuffer.Replayed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What one step learns from.
 *
 * @param batch of the stream
 * @param replayed what was learnt from before, and comes again
 */
record Lesson(MiniBatch batch, List<Replayed> replayed) {
    Lesson {
        replayed = List.copyOf(replayed);
    }

    /** The stream's first, by their places. */
    List<DistillationExample> examples() {
        var examples = new ArrayList<DistillationExample>(batch.items().size() + replayed.size());
        batch.items().forEach(item -> examples.add(item.example()));
        replayed.forEach(earlier -> examples.add(earlier.example()));
        return examples;
    }

    /** An example that is nobody's, of the form of these: blank, with a teacher that says nothing and an invented label. */
    DistillationExample neutral(Task task) {
        var like = examples().get(0);
        return new DistillationExample(
                new ProductionRecord(
                        "nobody's",
                        blank(like.record().inputs()),
                        like.record().hardLabel().map(label -> task.invented(0)),
                        like.record().eventTime(),
                        Attributes.NONE),
                new SoftTarget(
                        like.softTarget().teacherVersion(),
                        Output.zeros(like.softTarget().output().size())));
    }

    private static Inputs blank(Inputs like) {
        var blank = new TreeMap<String, Tensor>();
        like.byName().forEach((name, tensor) -> blank.put(name, Tensor.zeros(tensor.elementType(), tensor.shape())));
        return new Inputs(blank);
    }

    /**
     * Without some of its examples: those of the stream are refused, those of before merely left out.
     *
     * @param culprits by their numbers in {@link #examples}
     */
    Lesson without(List<Integer> culprits, Rejection rejection) {
        var left = new HashSet<>(culprits);
        int ofStream = batch.items().size();
        var refused = left.stream()
                .filter(number -> number < ofStream)
                .map(batch.items()::get)
                .toList();
        return new Lesson(
                batch.without(refused, rejection),
                IntStream.range(0, replayed.size())
                        .filter(number -> !left.contains(ofStream + number))
                        .mapToObj(replayed::get)
                        .toList());
    }

    /** Those of before that are no longer in the other one. */
    List<Replayed> replayedWithout(Lesson rest) {
        return replayed.stream().filter(one -> !rest.replayed().contains(one)).toList();
    }
}
