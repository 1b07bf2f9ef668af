package dev.limbeck.benchmarks.feed;

import dev.limbeck.benchmarks.machine.BrokerProcess;
import dev.limbeck.benchmarks.machine.Cores;
import dev.limbeck.benchmarks.machine.OneThread;
import dev.limbeck.benchmarks.machine.Scratch;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.kafka.topic.TopicProvisioning;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.store.StoreLayout;
import dev.limbeck.student.service.StudentParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** What a stage is put on to be measured: a broker beside this process, on a core of its own, and digits. */
public final class TestBed implements AutoCloseable {
    private final BrokerProcess broker;
    private final Scratch scratch;
    private final KafkaConnection kafka;
    private final NetworkRuntime runtime = new DjlNetworkRuntime(1);
    private final DrawnDigits digits = new DrawnDigits();

    private TestBed(BrokerProcess broker, Scratch scratch) {
        this.broker = broker;
        this.scratch = scratch;
        this.kafka = new KafkaConnection(broker.bootstrapServers(), "bench");
    }

    public static TestBed open(Cores cores) throws IOException, InterruptedException {
        var broker = BrokerProcess.start(cores);
        var bed = new TestBed(broker, new Scratch());
        TopicProvisioning.provideShared(bed.kafka);
        return bed;
    }

    public KafkaConnection kafka() {
        return kafka;
    }

    public NetworkRuntime runtime() {
        return runtime;
    }

    public DrawnDigits digits() {
        return digits;
    }

    public Path folder() {
        return scratch.folder();
    }

    /** What students have in common in a service, too. */
    public StudentParts studentParts() {
        return new StudentParts(
                new StoreLayout(folder()),
                runtime,
                kafka,
                new OneThread(),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @Override
    public void close() throws IOException {
        broker.close();
        scratch.close();
    }
}
