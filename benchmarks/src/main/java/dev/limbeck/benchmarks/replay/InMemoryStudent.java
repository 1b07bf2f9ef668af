package dev.limbeck.benchmarks.replay;

import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.contract.codec.Decoded;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.contract.record.DistillationExample;
import dev.limbeck.contract.run.StudentSpec;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.TrainableNetwork;
import dev.limbeck.network.TrainingBatch;
import dev.limbeck.network.builtin.BuiltinNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic alone: the same training step, again and again, on mini-batches that are in memory as records. */
public final class InMemoryStudent implements AutoCloseable {
    private static final int BATCHES = 16;

    private final TrainableNetwork network;
    private final double learningRate;
    private final List<TrainingBatch> batches;
    private long steps;

    private InMemoryStudent(TrainableNetwork network, double learningRate, List<TrainingBatch> batches) {
        this.network = network;
        this.learningRate = learningRate;
        this.batches = batches;
    }

    /** @param folder for the {@link #file} */
    public static InMemoryStudent open(
            NetworkRuntime runtime, Generation generation, StudentSpec student, DrawnDigits digits, Path folder)
            throws IOException {
        var input = generation.spec().signature();
        Path file = file(folder, student);
        Files.write(file, BuiltinNetworks.author(student.network(), input, student.seed()));
        var batches = new ArrayList<TrainingBatch>();
        int size = generation.spec().batching().size();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(batch(digits, (long) i * size, size));
        }
        return new InMemoryStudent(
                runtime.openTrainable(file, input, student.objective(), student.optimizer()),
                student.optimizer().learningRate(),
                batches);
    }

    /** The network as it is before the first step. */
    public static Path file(Path folder, StudentSpec student) {
        return folder.resolve(student.name() + ".pt");
    }

    private static TrainingBatch batch(DrawnDigits digits, long from, int size) {
        var examples = new ArrayList<DistillationExample>();
        for (long index = from; index < from + size; index++) {
            var decoded = (Decoded.Accepted<DistillationExample>)
                    RecordCodec.decodeExample(RecordCodec.encode(digits.example(index)));
            examples.add(decoded.message());
        }
        return new TrainingBatch(
                examples.stream().map(example -> example.record().inputs()).toList(),
                examples.stream().map(example -> example.softTarget().output()).toList(),
                examples.stream().map(example -> example.record().hardLabel()).toList());
    }

    /** @return examples learnt from */
    public long train(int count) {
        long examples = 0;
        for (int i = 0; i < count; i++) {
            TrainingBatch batch = batches.get((int) (steps % BATCHES));
            network.step(batch, learningRate, steps++);
            examples += batch.size();
        }
        return examples;
    }

    public TrainableNetwork network() {
        return network;
    }

    @Override
    public void close() {
        network.close();
    }
}
