package dev.limbeck.network.djl;

import dev.limbeck.contract.record.Output;
import dev.limbeck.network.InventedInputs;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds out by trying how many examples a network's step needs, on examples that are nobody's. */
final class SmallestBatch {
    private static final int ALONE = 1;
    private static final int PAIR = 2;

    private SmallestBatch() {}

    /** @return 1 as well where two are no better than one: then it is not their number that is at fault */
    static int of(TrainableNetwork network) {
        return canBeTrainedOn(network, ALONE) || !canBeTrainedOn(network, PAIR) ? ALONE : PAIR;
    }

    private static boolean canBeTrainedOn(TrainableNetwork network, int examples) {
        return network.isFinite(batch(network, examples), 0);
    }

    private static TrainingBatch batch(TrainableNetwork network, int examples) {
        var signature = network.metadata().signature();
        var inputs = IntStream.range(0, examples)
                .mapToObj(number -> InventedInputs.of(signature, (input, place) -> (place + number) % 2))
                .toList();
        return new TrainingBatch(
                inputs,
                Collections.nCopies(examples, Output.zeros(signature.task().width())),
                Collections.nCopies(examples, Optional.of(signature.task().invented(0))));
    }
}
