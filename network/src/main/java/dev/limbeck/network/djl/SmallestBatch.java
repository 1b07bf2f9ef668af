package dev.limbeck.network.djl;

import dev.limbeck.contract.record.Output;
import dev.limbeck.network.InventedInputs;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import java.util.Collections;
import java.util.OptionalInt;
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
        var metadata = network.metadata();
        var inputs = IntStream.range(0, examples)
                .mapToObj(number -> InventedInputs.of(metadata.signature(), (input, place) -> (place + number) % 2))
                .toList();
        var indifferent = Output.zeros(metadata.signature().task().width());
        return new TrainingBatch(
                inputs, Collections.nCopies(examples, indifferent), Collections.nCopies(examples, OptionalInt.of(0)));
    }
}
