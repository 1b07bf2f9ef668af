package dev.limbeck.evaluator.heldout;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.event.EvaluationReport.HeldOutSummary;
import dev.limbeck.contract.event.Reference;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.record.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Examples that stand still: whatever is compared is compared on one of these.
 *
 * <p>The digest is over ids, hard labels and teacher versions, in order: all that a measurement depends on beside the
 * network, since an id stands for its input and a teacher's version for its logits.
 */
public final class HeldOutSet {
    private final List<DistillationExample> examples;
    private final String digest;

    public HeldOutSet(List<DistillationExample> examples) {
        this.examples = List.copyOf(examples);
        this.digest = digestOf(this.examples);
    }

    public String digest() {
        return digest;
    }

    public int size() {
        return examples.size();
    }

    public int labelled() {
        return (int) hardLabels().stream().filter(OptionalInt::isPresent).count();
    }

    /** How many labelled examples each class has; classes without any are not in it. */
    public SortedMap<Integer, Integer> balance() {
        var counts = new TreeMap<Integer, Integer>();
        hardLabels().forEach(hardLabel -> hardLabel.ifPresent(label -> counts.merge(label, 1, Integer::sum)));
        return counts;
    }

    public List<Tensor> inputs() {
        return examples.stream().map(example -> example.record().input()).toList();
    }

    public List<OptionalInt> hardLabels() {
        return examples.stream().map(example -> example.record().hardLabel()).toList();
    }

    public List<ClassScores> teacherLogits() {
        return examples.stream().map(example -> example.softTarget().logits()).toList();
    }

    public HeldOutSummary summary() {
        return new HeldOutSummary(digest, size(), labelled(), 0, Reference.HARD_LABEL, new TreeMap<>());
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
                            label.isPresent() ? String.valueOf(label.getAsInt()) : "-",
                            example.softTarget().teacherVersion());
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
