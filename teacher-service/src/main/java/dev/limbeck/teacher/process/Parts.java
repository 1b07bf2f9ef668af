package dev.limbeck.teacher.process;

import dev.limbeck.contract.run.DistillationRun;
import dev.limbeck.kafka.KafkaConnection;
import dev.limbeck.network.NetworkRuntime;
import dev.limbeck.network.djl.DjlNetworkRuntime;
import dev.limbeck.teacher.TeacherProgress;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The parts that are made otherwise than by calling their constructor with other parts. */
@Singleton
class Parts {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KafkaConnection kafka(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers, DistillationRun run) {
        return new KafkaConnection(bootstrapServers, "limbeck-" + run.name() + "-teacher");
    }

    @Produces
    @Singleton
    TeacherProgress progress(DistillationRun run, Clock clock) {
        return new TeacherProgress(run.name(), clock);
    }

    /** Loads the native engine, which takes its time: only to be asked for by the thread that works. */
    @Produces
    @Singleton
    NetworkRuntime networks(EngineConfig config) {
        return new DjlNetworkRuntime(config.threads());
    }
}
