package dev.limbeck.evaluator.kafka;

import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.lifecycle.RunOrder;
import dev.limbeck.contract.lifecycle.RunState;
import dev.limbeck.contract.run.DatasetSpec;
import dev.limbeck.contract.signature.Signature;
import dev.limbeck.evaluator.dataset.DeclaredTestPart;
import dev.limbeck.evaluator.evaluation.Evaluations;
import dev.limbeck.evaluator.evaluation.HeldOutExamples;
import dev.limbeck.evaluator.heldout.TestPart;
import dev.limbeck.evaluator.status.EvaluatorMeters;
import dev.limbeck.kafka.KafkaConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One bench for each generation that is worked on, set up as soon as it distils, so that its held-out set fills before
 * the first order comes; taken down when the run has ended or gone on to the next.
 */
final class GenerationBenches {
    private final KafkaConnection connection;
    private final Evaluations evaluations;
    private final EvaluatorMeters meters;
    private final Breakdown breakdown;
    private final Map<Key, GenerationBench> open = new HashMap<>();

    private record Key(String run, int generation) {}

    GenerationBenches(
            KafkaConnection connection, Evaluations evaluations, EvaluatorMeters meters, Breakdown breakdown) {
        this.connection = connection;
        this.evaluations = evaluations;
        this.meters = meters;
        this.breakdown = breakdown;
    }

    synchronized void follow(RunState state) {
        closeAllBut(state);
        if (state.phase().isDistilling()) {
            of(state.generation());
        } else if (state.phase().isFinal()) {
            meters.forget(state.run());
        }
    }

    /** @throws IllegalArgumentException when no held-out set can be as the run declares it */
    synchronized GenerationBench of(Generation generation) {
        var key = new Key(generation.name(), generation.number());
        var known = open.get(key);
        if (known != null) {
            return known;
        }
        var bench = setUp(generation);
        open.put(key, bench);
        return bench;
    }

    private GenerationBench setUp(Generation generation) {
        var spec = generation.spec();
        var declared = spec.evaluation().heldOut().within(spec.signature().task());
        var testPart = declared.dataset()
                .map(dataset -> testPart(dataset, generation.spec().signature()))
                .orElseGet(TestPart::none);
        var heldOut = HeldOutExamples.declaredBy(declared, testPart);
        var evaluation = evaluations.of(generation.spec(), heldOut);
        var reader = new HeldOutReader(connection, generation, heldOut.collector(), breakdown);
        reader.start();
        meters.follow(generation, () -> heldOut.collector().size());
        return new GenerationBench(reader, evaluation);
    }

    private TestPart testPart(DatasetSpec dataset, Signature input) {
        evaluations.store().roots().admit("spec.evaluation.heldOut.dataset.path", dataset.path());
        return DeclaredTestPart.read(dataset, input);
    }

    private void closeAllBut(RunState state) {
        open.entrySet().removeIf(entry -> {
            var key = entry.getKey();
            if (!key.run().equals(state.run()) || isNeeded(key.generation(), state)) {
                return false;
            }
            entry.getValue().reader().close();
            return true;
        });
    }

    private static boolean isNeeded(int generation, RunState state) {
        boolean isWorkedOn = generation == state.currentGeneration().number()
                && !state.phase().isFinal();
        return isWorkedOn
                || state.orders().stream()
                        .anyMatch(pending -> pending.order() instanceof RunOrder.Evaluate evaluate
                                && evaluate.generation() == generation);
    }

    void stop() {
        var readers = readers();
        readers.forEach(HeldOutReader::close);
        readers.forEach(HeldOutReader::awaitEnd);
    }

    private synchronized List<HeldOutReader> readers() {
        return open.values().stream().map(GenerationBench::reader).toList();
    }
}
