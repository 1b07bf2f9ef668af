package dev.limbeck.evaluator.evaluation;

import dev.limbeck.contract.event.Score;
import dev.limbeck.contract.record.ClassScores;
import dev.limbeck.contract.run.InputSpec;
import dev.limbeck.evaluator.heldout.HeldOutSet;
import dev.limbeck.evaluator.metric.Latency;
import dev.limbeck.evaluator.metric.Measurement;
import dev.limbeck.network.InferenceNetwork;
import dev.limbeck.network.NetworkRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Measures networks, each once on each held-out set: a champion meets many candidates on the same one. One thread. */
final class Scorer {
    private static final int REMEMBERED = 64;
    /** How many different inputs take turns when time is taken. */
    private static final int TIMED_INPUTS = 16;

    private final NetworkRuntime runtime;
    private final InputSpec input;
    private final BatchedInference inference;
    private final Latency latency;
    private final Map<Key, Score> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Score> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(String networkDigest, String heldOutDigest) {}

    Scorer(NetworkRuntime runtime, InputSpec input, BatchedInference inference, Latency latency) {
        this.runtime = runtime;
        this.input = input;
        this.inference = inference;
        this.latency = latency;
    }

    /** @throws dev.limbeck.network.UnusableNetworkException when it cannot be opened or gives no finite logits */
    Score score(NetworkUnderTest subject, HeldOutSet heldOut) {
        return remembered(subject, heldOut, network -> inference.logits(network, heldOut.inputs()));
    }

    /** From the soft targets that students learn from; the network itself only has its time taken. */
    Score scoreTeacher(NetworkUnderTest teacher, HeldOutSet heldOut) {
        return remembered(teacher, heldOut, network -> heldOut.teacherLogits());
    }

    private Score remembered(
            NetworkUnderTest subject, HeldOutSet heldOut, Function<InferenceNetwork, List<ClassScores>> logits) {
        var key = new Key(subject.digest(), heldOut.digest());
        var known = remembered.get(key);
        if (known != null) {
            return known;
        }
        var score = measure(subject, heldOut, logits);
        remembered.put(key, score);
        return score;
    }

    private Score measure(
            NetworkUnderTest subject, HeldOutSet heldOut, Function<InferenceNetwork, List<ClassScores>> logits) {
        try (var network = open(subject)) {
            var measured = Measurement.of(logits.apply(network), heldOut.hardLabels(), heldOut.teacherLogits());
            var timed = heldOut.inputs().subList(0, Math.min(TIMED_INPUTS, heldOut.size()));
            return new Score(
                    subject.name(),
                    subject.arm(),
                    subject.checkpointId(),
                    subject.step(),
                    measured.accuracy(),
                    measured.negativeLogLikelihood(),
                    OptionalDouble.empty(),
                    measured.calibrationError(),
                    measured.teacherAgreement(),
                    0.05,
                    measured.perClass(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Score.Cost(
                            network.metadata().parameters(),
                            Files.size(subject.networkFile()),
                            latency.medianMicros(network, timed),
                            latency.medianMicros(network, timed),
                            1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + subject.networkFile(), unreadable);
        }
    }

    private InferenceNetwork open(NetworkUnderTest subject) {
        return subject.weights()
                .map(weights -> runtime.open(subject.networkFile(), weights, input))
                .orElseGet(() -> runtime.open(subject.networkFile(), input));
    }
}
