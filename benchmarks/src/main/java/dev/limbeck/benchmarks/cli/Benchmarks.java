package dev.limbeck.benchmarks.cli;

import dev.limbeck.benchmarks.Benchmark;
import dev.limbeck.benchmarks.checkpoint.CheckpointBenchmark;
import dev.limbeck.benchmarks.codec.CodecBenchmark;
import dev.limbeck.benchmarks.fanout.FanoutBenchmark;
import dev.limbeck.benchmarks.label.LabelBenchmark;
import dev.limbeck.benchmarks.replay.ReplayBenchmark;
import dev.limbeck.benchmarks.stack.FlatBenchmark;
import dev.limbeck.benchmarks.stack.LoopBenchmark;
import dev.limbeck.benchmarks.stack.RecoveryBenchmark;
import dev.limbeck.benchmarks.stack.StartupBenchmark;
import dev.limbeck.benchmarks.step.StepBenchmark;
import java.util.List;
import java.util.Optional;

/** All there are. */
public final class Benchmarks {
    public static final List<Benchmark> ALL = List.of(
            new ReplayBenchmark(),
            new LabelBenchmark(),
            new LoopBenchmark(),
            new FanoutBenchmark(),
            new StepBenchmark(),
            new CodecBenchmark(),
            new CheckpointBenchmark(),
            new RecoveryBenchmark(),
            new StartupBenchmark(),
            new FlatBenchmark());

    private Benchmarks() {}

    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(known -> known.name().equals(name)).findFirst();
    }
}
