package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.record.Attributes;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.HardLabel;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.PromotionSpec.Metric;
import dev.limbeck.contract.task.Task;
import dev.limbeck.network.metric.TestedOutputs;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Examples that stand still: whatever is compared is compared on one of these.
 *
 * <p>The digest is over ids, hard labels and teacher versions, in order: all that a measurement depends on beside the
 * network, since an id stands for its input and a teacher's version for its output.
 */
public final class HeldOutSet {
    private final List<DistillationExample> examples;
    private final int fromTestPart;
    private final String digest;

    /** @param testPart of the labelled data set; comes first */
    public HeldOutSet(List<DistillationExample> testPart, Collection<DistillationExample> fromStream) {
        this.examples = Stream.concat(testPart.stream(), fromStream.stream()).toList();
        this.fromTestPart = testPart.size();
        this.digest = digestOf(examples);
    }

    public String digest() {
        return digest;
    }

    public int size() {
        return examples.size();
    }

    public List<Inputs> inputs() {
        return examples.stream().map(example -> example.record().inputs()).toList();
    }

    private List<Optional<HardLabel>> hardLabels() {
        return examples.stream().map(example -> example.record().hardLabel()).toList();
    }

    public List<Output> teacherOutputs() {
        return examples.stream().map(example -> example.softTarget().output()).toList();
    }

    /** @param outputs of a network, one for each of the {@link #inputs} */
    public TestedOutputs tested(Task task, List<Output> outputs) {
        return new TestedOutputs(task, outputs, teacherOutputs(), hardLabels());
    }

    public List<Attributes> attributes() {
        return examples.stream().map(example -> example.record().attributes()).toList();
    }

    /** What counts as right in here. */
    public Reference reference() {
        return labelled() > 0 ? Reference.HARD_LABEL : Reference.TEACHER;
    }

    /** The class of each example by the reference; empty where it says nothing, or the task has no classes. */
    public List<OptionalInt> truth(Task task) {
        var reference = reference();
        return examples.stream()
                .map(example -> task.asClasses().isEmpty() ? OptionalInt.empty() : truth(task, reference, example))
                .toList();
    }

    private static OptionalInt truth(Task task, Reference reference, DistillationExample example) {
        var softTarget = example.softTarget().output();
        return switch (reference) {
            case HARD_LABEL ->
                example.record().hardLabel().stream()
                        .mapToInt(label -> task.stratum(Optional.of(label), softTarget))
                        .findFirst();
            case TEACHER -> OptionalInt.of(task.stratum(Optional.empty(), softTarget));
        };
    }

    public HeldOutSummary summary(Task task) {
        var balance = new TreeMap<Integer, Integer>();
        truth(task).forEach(truth -> truth.ifPresent(label -> balance.merge(label, 1, Integer::sum)));
        return new HeldOutSummary(digest, size(), labelled(), fromTestPart, reference(), balance);
    }

    /** How many of them are decided on by this metric. */
    int deciding(Metric metric) {
        return Reference.of(metric, labelled()).judges(size(), labelled());
    }

    private int labelled() {
        return (int) hardLabels().stream().filter(Optional::isPresent).count();
    }

    private static String digestOf(List<DistillationExample> examples) {
        var sha256 = Sha256.newDigest();
        for (var example : examples) {
            var label = example.record().hardLabel();
            // Ids are free text, so a length goes first: no two sets share a rendering.
            String id = example.record().recordId();
            String line = "%d:%s %s %s\n"
                    .formatted(
                            id.length(),
                            id,
                            label.map(HardLabel::text).orElse("-"),
                            example.softTarget().teacherVersion());
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
