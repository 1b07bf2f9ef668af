package dev.limbeck.benchmarks.stack;

import dev.limbeck.benchmarks.Settings;
import dev.limbeck.benchmarks.feed.DrawnDigits;
import dev.limbeck.benchmarks.feed.PrefilledTopic;
import dev.limbeck.benchmarks.machine.BrokerProcess;
import dev.limbeck.benchmarks.machine.Cores;
import dev.limbeck.benchmarks.rival.RivalScript;
import dev.limbeck.contract.codec.RecordCodec;
import dev.limbeck.contract.lifecycle.Generation;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loop as a script in Python, over a filled topic of a broker that serves nobody else. */
final class RivalLoop {
    private static final int RUNS = 3;

    private RivalLoop() {}

    /** @param threads of an operation */
    record Variant(int threads, RivalScript.Memory memory) {
        String label() {
            return "%d thread%s%s"
                    .formatted(
                            threads,
                            threads == 1 ? "" : "s",
                            memory == RivalScript.Memory.KEPT ? ", its tensors' memory kept" : "");
        }
    }

    /** @param processorMicros of the script, a record */
    record Pace(double recordsPerSecond, double processorMicros, String version) {}

    /**
     * @param records of a run, the first third of which does not count
     * @return one for each run; none where the script cannot run
     */
    static List<Pace> measure(
            Generation generation, DrawnDigits digits, long records, Variant variant, Settings settings)
            throws IOException {
        try (var broker = BrokerProcess.start(new Cores(false, settings.cores().count()))) {
            var kafka = new KafkaConnection(broker.bootstrapServers(), "bench");
            TopicProvisioning.provide(kafka, generation);
            new PrefilledTopic(kafka, DeclaredLoop.TOPIC, index -> RecordCodec.encode(digits.record(index)))
                    .ensure(records + 1000);
            var paces = new ArrayList<Pace>();
            for (int i = 0; i < Math.min(RUNS, settings.repetitions()); i++) {
                once(kafka, records, variant, settings).ifPresent(paces::add);
            }
            return paces;
        }
    }

    private static Optional<Pace> once(KafkaConnection kafka, long records, Variant variant, Settings settings)
            throws IOException {
        long warmUp = records / 3;
        var script = RivalScript.start(
                settings.installation().resolve("benchmarks/rival/loop.py"),
                List.of(),
                List.of(
                        kafka.bootstrapServers(),
                        DeclaredLoop.TOPIC,
                        String.valueOf(records),
                        String.valueOf(warmUp),
                        String.valueOf(variant.threads())),
                variant.memory());
        if (script.isEmpty()) {
            return Optional.empty();
        }
        try (var running = script.get()) {
            var took = running.took();
            long counted = records - warmUp;
            return Optional.of(
                    new Pace(counted / took.seconds(), 1e6 * took.processorSeconds() / counted, running.version()));
        }
    }
}
