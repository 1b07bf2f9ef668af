package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.event.Score.SliceScore;
import dev.limbeck.contract.record.Inputs;
import dev.limbeck.contract.record.Output;
import dev.limbeck.contract.run.EvaluationSpec;
import dev.limbeck.contract.run.RunSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.contract.task.Task;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.metric.HeldOutLoss;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.evaluator.metric.RecordValues;
import dev.limbeck.evaluator.metric.SliceScores;
import dev.limbeck.network.Answer;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.UnsoundNetworkException;
import dev.limbeck.network.metric.Measurement;
import dev.limbeck.network.metric.TaskMetrics;
import dev.limbeck.network.metric.TestedOutputs;
import dev.limbeck.network.objective.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures networks, each once on each held-out set: a champion meets many candidates on the same one. One thread. */
final class Scorer {
    /** Champion, teacher, controls, and candidates that are ordered again; each takes 8 bytes an example. */
    private static final int REMEMBERED = 8;
    /** How many different inputs take turns when time is taken. */
    private static final int TIMED_INPUTS = 16;

    private final NetworkRuntime runtime;
    private final Signature input;
    private final EvaluationSpec declared;
    private final BatchedInference inference;
    private final Latency latency;
    private final Map<Key, Scored> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Scored> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(String networkDigest, String heldOutDigest) {}

    Scorer(NetworkRuntime runtime, RunSpec spec, BatchedInference inference, Latency latency) {
        this.runtime = runtime;
        this.input = spec.signature();
        this.declared = spec.evaluation();
        this.inference = inference;
        this.latency = latency;
    }

    /** @throws dev.limbeck.network.UnusableNetworkException when it cannot be opened or gives no finite output */
    Scored score(NetworkUnderTest subject, HeldOutSet heldOut) {
        return remembered(subject, heldOut, network -> inference.outputs(network, heldOut.inputs()));
    }

    /** From the soft targets that students learn from; the network itself only has its time taken. */
    Scored scoreTeacher(NetworkUnderTest teacher, HeldOutSet heldOut) {
        return remembered(teacher, heldOut, network -> heldOut.teacherOutputs());
    }

    private Scored remembered(
            NetworkUnderTest subject, HeldOutSet heldOut, Function<InferenceNetwork, List<Output>> logits) {
        var key = new Key(subject.digest(), heldOut.digest());
        var known = remembered.get(key);
        if (known != null) {
            return known;
        }
        var scored = measure(subject, heldOut, logits);
        remembered.put(key, scored);
        return scored;
    }

    private Scored measure(
            NetworkUnderTest subject, HeldOutSet heldOut, Function<InferenceNetwork, List<Output>> inferring) {
        try (var network = open(subject)) {
            var tested = heldOut.tested(task(), inferring.apply(network));
            var values = RecordValues.of(tested);
            var score =
                    score(subject, TaskMetrics.of(tested), slices(values, heldOut), cost(subject, network, heldOut));
            return new Scored(score, values, objectiveLoss(subject, tested));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + subject.networkFile(), unreadable);
        }
    }

    private static Score score(
            NetworkUnderTest subject, Measurement measured, List<SliceScore> slices, Score.Cost cost) {
        return new Score(
                subject.name(),
                subject.arm(),
                subject.checkpointId(),
                subject.step(),
                measured.metrics(),
                measured.breakdown(),
                slices,
                cost);
    }

    private List<SliceScore> slices(RecordValues values, HeldOutSet heldOut) {
        return declared.slices().stream()
                .flatMap(attribute -> SliceScores.of(task(), attribute, heldOut.attributes(), values).stream())
                .toList();
    }

    private Task task() {
        return input.task();
    }

    private Score.Cost cost(NetworkUnderTest subject, InferenceNetwork network, HeldOutSet heldOut) throws IOException {
        var timings = latency.of(network, timed(network, heldOut.inputs()));
        return new Score.Cost(
                network.metadata().parameters(),
                Files.size(subject.networkFile()),
                timings.median(),
                timings.p99(),
                timings.estimatedJoulesPerThousand(declared.wattsPerCore()));
    }

    /** Some that it does not raise on; among more than are timed there are such, or it would not have been measured. */
    private static List<Inputs> timed(InferenceNetwork network, List<Inputs> inputs) {
        var some = inputs.subList(0, Math.min(TIMED_INPUTS, inputs.size()));
        var answers = Answer.of(network, some);
        return IntStream.range(0, some.size())
                .filter(i -> answers.get(i) instanceof Answer.Given)
                .mapToObj(some::get)
                .toList();
    }

    private OptionalDouble objectiveLoss(NetworkUnderTest subject, TestedOutputs tested) {
        return subject.objective().stream()
                .mapToDouble(objective -> HeldOutLoss.of(tested, Objective.of(task(), objective)))
                .findFirst();
    }

    /**
     * @throws IllegalStateException when the network computes otherwise here than where it was trained: its student was
     *     let to train it, so that is this machine's fault, and nothing against the network
     */
    private InferenceNetwork open(NetworkUnderTest subject) {
        try {
            return subject.weights()
                    .map(weights -> runtime.open(subject.networkFile(), weights, input))
                    .orElseGet(() -> runtime.open(subject.networkFile(), input));
        } catch (UnsoundNetworkException unsound) {
            throw new IllegalStateException("nothing can be measured here: " + unsound.getMessage(), unsound);
        }
    }
}
